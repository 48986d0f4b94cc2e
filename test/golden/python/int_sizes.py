"""What an int takes depends on what makes it: what counts asks for the bytes of its digits."""
import array
import gc
import itertools
import math
import operator
import sys
import tracemalloc

big, s, b, n, m = [0] * 5000, 'a' * 5000 + 'b', b'a' * 5000 + b'b', 5000, 70
unsigned = array.array('I', [5000])
signed = array.array('q', [5000])
count, numbers, more = itertools.count(5000), iter(range(5000, 6000)), range(6000)
pairs = enumerate(big, 5000)
two = [4000, 1000]


class C:
    def __len__(self):
        return 5000

    def __hash__(self):
        return 5000


c = C()
makers = [
    ('len', lambda: len(big)), ('len of C', lambda: len(c)), ('enumerate', lambda: next(pairs)[0]),
    ('index', lambda: s.index('b')), ('find', lambda: s.find('b')), ('count', lambda: s.count('a')),
    ('bytes.count', lambda: b.count(b'a')), ('list.count', lambda: big.count(0)),
    ('hash', lambda: hash(5000.0)), ('hash of C', lambda: hash(c)), ('int()', lambda: int('5000')),
    ('int(, 16)', lambda: int('1388', 16)), ('int(float)', lambda: int(5000.7)),
    ('from_bytes', lambda: int.from_bytes(b'\x13\x88', 'big')), ('+', lambda: n + m), ('*', lambda: m * m),
    ('//', lambda: (n * m) // m), ('%', lambda: (n * 3) % 9000), ('**', lambda: m ** 2), ('<<', lambda: n << 2),
    ('&', lambda: n & 0xfff0), ('~', lambda: ~n), ('-', lambda: -n), ('round', lambda: round(5000.7)),
    ('factorial', lambda: math.factorial(7)), ('comb', lambda: math.comb(20, 5)), ('sum', lambda: sum(two)),
    ('range', lambda: more[5000]), ('next', lambda: next(numbers)), ('len of range', lambda: len(more)),
    ('bit_length', lambda: (1 << 5000).bit_length()), ('array I', lambda: unsigned[0]),
    ('array q', lambda: signed[0]), ('count()', lambda: next(count)), ('sizeof', lambda: sys.getsizeof(big)),
    ('large', lambda: next(iter(range(2 ** 40, 2 ** 41)))), ('large sum', lambda: sum([2 ** 40] * 3)),
]
for name, make in makers:
    make()
    tracemalloc.start()
    value = make()
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    print(name, value, sorted(trace.size for trace in snapshot.traces if trace.size in (28, 32, 36)))
x = 12345 + len(two)
print(abs(x) is x, +x is x, int(x) is x, round(x) is x, math.floor(x) is x, x.__index__() is x, x.real is x,
      operator.index(x) is x, -(-x) is x, abs(-x) is x)
print(sum([0.1] * 10), sum([1, 2.5, 3]), sum([True, 2]), sum([2 ** 62, 2 ** 62, 1]), sum([[1], [2]], []), sum([], 5.0))
