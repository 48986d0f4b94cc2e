# Numbers that fit no Py_ssize_t or int of C, or no double of the host: what natives say of them.
import array
import collections
import gc
import io
import operator
import sys

NUMBERS = -2 ** 31 - 1, 2 ** 53 + 1, sys.maxsize, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 10 ** 40


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    __length_hint__ = __sizeof__ = __len__


CALLS = """
gc.collect(n)
gc.get_objects(n)
gc.set_debug(n)
sys.setrecursionlimit(n)
sys._getframe(n)
sys.getsizeof(Sized(n))
object().__reduce_ex__(n)
io.StringIO("abc").truncate(n)
io.BytesIO(b"abc").truncate(n)
io.StringIO("abc").read(n)
io.BytesIO(b"abc").readline(n)
io.StringIO("abc").seek(n)
io.BytesIO(b"abc").seek(n)
io.BytesIO(b"abc").seek(0, n)
"a".expandtabs(n)
b"a".expandtabs(n)
collections.deque() * n
collections.deque([1, 2], 3) * n
""".strip().splitlines()

for call in CALLS:
    code = compile(call, "call", "eval")
    for n in NUMBERS:
        try:
            got = repr(eval(code))
        except Exception as error:
            got = type(error).__name__
        print(call, n, got[:70])

print(len(Sized(sys.maxsize)), operator.length_hint(1, sys.maxsize), operator.length_hint(Sized(sys.maxsize)))
for file in io.BytesIO(b"abc"), io.StringIO("abc"):
    file.seek(2 ** 32 + 1)
    print(file.tell(), file.read(), file.truncate())
for given in 5, None, [1], 1.5:
    for take in io.BytesIO().write, io.BytesIO, io.BytesIO(b"abc").readinto:
        try:
            print(type(take(given)).__name__)
        except TypeError as error:
            print(error)
# A string of many that begin inside one another and never end is refused, and soon.
for depth in 20, 90:
    try:
        compile("f'{x:{f\"{" * depth, "deep", "eval")
    except SyntaxError:
        print("refused")


def forever():
    while True:
        yield None


# What the first item decides needs no others.
for take in max, min, lambda each: max(each, key=len), io.BytesIO().writelines, io.StringIO().writelines:
    try:
        take(forever())
    except TypeError as error:
        print(error)
