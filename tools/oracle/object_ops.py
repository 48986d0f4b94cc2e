"""Runs operations on objects and says what they did: python object_ops.py < ops.json

The input is a list of operations, each a name, a slot and arguments (see OPS). The output has one entry per operation:
the size, length, reference count and tracking of the object in the slot, or the error it raised. Run with
PYTHONHASHSEED=0.
"""
import gc
import json
import sys

SLOTS = 12
gc.disable()


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Sub(Plain):
    pass


class SlottedDict(Slotted):
    pass


CLASSES = [Plain, Slotted, Sub, SlottedDict]
slots = [None] * SLOTS


def key(kind, value):
    return value if kind == "int" else "k%d" % value if kind == "str" else value + 0.5


def need(value, types):
    if not isinstance(value, types):
        raise TypeError
    return value


def put(i, value):
    slots[i] = value


OPS = {
    "int": lambda i, v: put(i, int(v)),
    "float": lambda i, v: put(i, v * 0.5),
    "str": lambda i, v, c: put(i, chr(c) * v),
    "bytes": lambda i, v: put(i, bytes(v)),
    "bytearray": lambda i, v: put(i, bytearray(v)),
    "list": lambda i, items: put(i, [slots[j] for j in items]),
    "range": lambda i, a, b: put(i, list(range(a, b))),
    "tuple": lambda i, items: put(i, tuple([slots[j] for j in items])),
    "dict": lambda i: put(i, {}),
    "set": lambda i: put(i, set()),
    "instance": lambda i, c: put(i, CLASSES[c]()),
    "del": lambda i: put(i, None),
    "append": lambda i, j: list.append(slots[i], slots[j]),
    "pop": lambda i, at: (list.pop(slots[i], at), None)[1],
    "insert": lambda i, at, j: list.insert(slots[i], at, slots[j]),
    "setslice": lambda i, a, b, j: list.__setitem__(slots[i], slice(a, b), need(slots[j], list)),
    "clear": lambda i: need(slots[i], (list, dict, set)).clear(),
    "setitem": lambda i, kind, v, j: dict.__setitem__(slots[i], key(kind, v), slots[j]),
    "delitem": lambda i, kind, v: dict.__delitem__(slots[i], key(kind, v)),
    "copy": lambda i, j: put(i, dict.copy(slots[j])),
    "add": lambda i, kind, v: set.add(slots[i], key(kind, v)),
    "discard": lambda i, kind, v: set.discard(slots[i], key(kind, v)),
    "setattr": lambda i, name, j: setattr(slots[i], name, slots[j]),
    "delattr": lambda i, name: delattr(slots[i], name),
    "getdict": lambda i, j: put(i, slots[j].__dict__),
    "collect": lambda i, generation: gc.collect(generation),
}


def count(i):
    # The list of slots holds one reference, the call another.
    return sys.getrefcount(slots[i]) - 1


def run(ops):
    results = []
    for name, i, *rest in ops:
        try:
            found = OPS[name](i, *rest)
        except Exception as error:
            # None of the objects has other kinds of errors; which one says what is missing does not matter.
            results.append("KeyError" if isinstance(error, KeyError) else "IndexError" if isinstance(error, IndexError) else "error")
            continue
        if name == "collect":
            results.append(found)
            continue
        x = slots[i]
        size = len(x) if hasattr(x, "__len__") else 0
        order = list(x) if isinstance(x, set) and len(x) < 40 else 0
        del x
        # Shared objects have the counts of their history.
        shared = type(slots[i]) in (int, float, str, bytes, type(None)) or slots[i] == ()
        results.append([sys.getsizeof(slots[i]), size, 0 if shared else count(i), gc.is_tracked(slots[i]), order])
    return results


if __name__ == "__main__":
    gc.collect()
    json.dump(run(json.load(sys.stdin)), sys.stdout)
