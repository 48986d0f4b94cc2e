"""Records the bytes of objects: python objects.py > objects-3.X.json

For each named object: sys.getsizeof, the size of the block that the allocator was asked for (from tracemalloc),
and the object's words as the running interpreter holds them, with those of the memory behind it (items, keys,
values). A word that is a pointer is written "P"; the first word of the object, its reference count, is as a single
owner sees it. Run with PYTHONHASHSEED=0: hashes are in the bytes.
"""
import ctypes
import json
import struct
import sys
import types
import weakref

WORD = 8
maps = []


def read_maps():
    maps.clear()
    with open("/proc/self/maps") as f:
        for line in f:
            low, high = line.split()[0].split("-")
            maps.append((int(low, 16), int(high, 16)))


def is_pointer(word):
    return word % 8 == 0 and any(low <= word < high for low, high in maps)


def words(address, size):
    read_maps()
    raw = ctypes.string_at(address, (size + 7) // 8 * 8)
    raw = raw[:size] + bytes(len(raw) - size)
    return " ".join("P" if is_pointer(w) else "%x" % w for (w,) in struct.iter_unpack("<Q", raw))


def at(address):
    return struct.unpack("<Q", ctypes.string_at(address, 8))[0]


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b", "c")


class Pair:
    def __init__(self):
        self.first = 1
        self.second = 2


def pairs():
    for _ in range(40):
        Pair()
    return Pair()


def function():
    def f(a, b=1, *, c=2):
        "doc"
        return a
    return f


def cell():
    v = 12345
    def f():
        return v
    return f.__closure__[0]


def grow(n):
    result = []
    for i in range(n):
        result.append(i)
    return result


def shrink():
    result = grow(100)
    for _ in range(70):
        result.pop()
    return result


def deleted():
    d = {i: i for i in range(10)}
    del d[3], d[5]
    return d


def mixed():
    d = {"a": 1, "b": 2}
    d[3] = 4
    return d


def filled(n):
    d = {}
    for i in range(n):
        d["k%d" % i] = i
    return d


def int_set(n):
    s = set()
    for i in range(n):
        s.add(i * 7)
    return s


def discarded():
    s = {1, 2, 3, 9}
    s.discard(2)
    return s


n = 3
MAKERS = {
    "int 0": lambda: n - 3,
    "int 1": lambda: n - 2,
    "int -5": lambda: n - 8,
    "int 256": lambda: n + 253,
    "int 12345": lambda: n + 12342,
    "int -12345": lambda: n - 12348,
    "int 2**30": lambda: n + 2**30 - 3,
    "int 2**30-1": lambda: n + 2**30 - 4,
    "int 2**60": lambda: n + 2**60 - 3,
    "int -2**90": lambda: -(n + 2**90 - 3),
    "int 10**50": lambda: n + 10**50 - 3,
    "bool True": lambda: n > 2,
    "bool False": lambda: n < 2,
    "None": lambda: None,
    "float 1.5": lambda: n * 0.5,
    "float -0.0": lambda: n * -0.0,
    "complex 1+2j": lambda: complex(n - 2, n - 1),
    "str ''": lambda: "abc"[n:],
    "str 'a'": lambda: "abc"[n - 3:n - 2],
    "str 'abc'": lambda: "".join(["a", "bc"]),
    "str 'hello world'": lambda: " ".join(["hello", "world"]),
    "str latin1": lambda: "".join(["caf", "\xe9"]),
    "str latin1 char": lambda: chr(n + 230),
    "str ucs2": lambda: "".join(["\u0101", "bc"]),
    "str ucs4": lambda: "".join(["\U0001f600", "bc"]),
    "bytes b''": lambda: b"abc"[n:],
    "bytes b'a'": lambda: b"abc"[:n - 2],
    "bytes b'abcdefghij'": lambda: b"".join([b"abcde", b"fghij"]),
    "bytearray 0": lambda: bytearray(),
    "bytearray 10": lambda: bytearray(n + 7),
    "tuple ()": lambda: tuple([]),
    "tuple 1": lambda: (n,),
    "tuple 3": lambda: (n, None, n),
    "tuple 25": lambda: tuple([n] * 25),
    "list []": lambda: [],
    "list [1, 2, 3]": lambda: [n, n, n],
    "list grown 10": lambda: grow(10),
    "list grown 1000": lambda: grow(1000),
    "list shrunk 30": lambda: shrink(),
    "list of range 10": lambda: list(range(n + 7)),
    "dict {}": lambda: {},
    "dict {'a': 1}": lambda: {"a": n},
    "dict {1: 2}": lambda: {n: n},
    "dict mixed": mixed,
    "dict deleted": deleted,
    "dict filled 6": lambda: filled(6),
    "dict filled 200": lambda: filled(200),
    "set empty": lambda: set(),
    "set 3": lambda: int_set(3),
    "set 20": lambda: int_set(20),
    "set discarded": discarded,
    "frozenset 3": lambda: frozenset([1, 2, 300]),
    "range 9": lambda: range(n, n + 9, 2),
    "slice": lambda: slice(n, n + 1),
    "object": lambda: object(),
    "function": function,
    "cell": cell,
    "method": lambda: Pair.__init__.__get__(n),
    "plain": lambda: Plain(),
    "slots": lambda: Slots(),
    "pair": pairs,
    "list iterator": lambda: iter([]),
    "tuple iterator": lambda: iter((n,)),
    "range iterator": lambda: iter(range(n)),
    "generator": lambda: (i for i in ()),
    "str iterator": lambda: iter("abc"),
    "dict key iterator": lambda: iter({}),
    "set iterator": lambda: iter({1}),
    "weakref": lambda: weakref.ref(Plain),
    "module": lambda: types.ModuleType("m"),
}

NEW_DICT_KEYS = sys.version_info >= (3, 11)


def keys_size(keys):
    if NEW_DICT_KEYS:
        log2, log2_index, kind = ctypes.string_at(keys + 8, 3)
        usable = (2 << log2) // 3
        return 32 + (1 << log2_index) + usable * (24 if kind == 0 else 16)
    size = at(keys + 8)
    index = 1 if size <= 0xFF else 2 if size <= 0xFFFF else 4
    return 40 + size * index + 24 * ((size << 1) // 3)


def behind(name, x):
    parts = {}
    a = id(x)
    if type(x) is list and x:
        parts["ob_item"] = words(at(a + 24), at(a + 16) * 8)
    if type(x) is bytearray and at(a + 24):
        parts["ob_bytes"] = words(at(a + 32), at(a + 24))
    if type(x) is dict:
        keys = at(a + 32)
        if x:
            # What no entry has used yet is not initialised by every version.
            nentries = at(keys + (24 if NEW_DICT_KEYS else 32))
            usable = at(keys + (16 if NEW_DICT_KEYS else 24))
            entry = 16 if NEW_DICT_KEYS and ctypes.string_at(keys + 10, 1) != b"\0" else 24
            parts["ma_keys"] = words(keys, keys_size(keys) - usable * entry)
    if type(x) in (set, frozenset) and at(a + 40) != a + 64:
        parts["table"] = words(at(a + 40), (at(a + 32) + 1) * 16)
    if name == "pair":
        if sys.version_info < (3, 11):
            parts["dict"] = words(at(a + 16), 48)
            parts["values"] = words(at(at(a + 16) + 40), 16)
        elif sys.version_info < (3, 12):
            parts["values"] = words(at(a - 32), 24)
        elif sys.version_info < (3, 13):
            parts["values"] = words(at(a - 24) - 1 + 2 if at(a - 24) & 1 else at(a - 24), 24)
            parts["header"] = words(a - 32, 16)
        else:
            parts["values"] = words(a + 16, 40)
            parts["header"] = words(a - 32, 16)
    return parts


def record():
    result = {}
    for name in MAKERS:
        x = MAKERS[name]()
        size = sys.getsizeof(x)
        flags = at(id(type(x)) + 168)
        head = 0
        if flags & (1 << 14):  # Py_TPFLAGS_HAVE_GC
            head = size - type(x).__sizeof__(x) if type(x).__sizeof__ is not object.__sizeof__ else size - object.__sizeof__(x)
        own = min(size - head, 4096)
        if type(x) is list:
            own = 40
        elif type(x) is dict:
            own = 48
        elif type(x) in (set, frozenset):
            own = 200
        elif type(x) is bytearray:
            own = bytearray.__basicsize__
        elif name == "plain" or name == "pair":
            own = type(x).__basicsize__
        result[name] = {"getsizeof": size, "words": words(id(x), own), **behind(name, x)}
        del x
    return result


if __name__ == "__main__":
    json.dump({"version": sys.version.split()[0], "objects": record()}, sys.stdout, indent=1)
