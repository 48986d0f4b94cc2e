# Whom operators ask, and how often; values of comparisons and numbers.


def show(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


class A:

    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        print('eq', self.n, getattr(o, 'n', o))
        return NotImplemented

    def __lt__(self, o):
        print('lt', self.n, getattr(o, 'n', o))
        return NotImplemented

    def __add__(self, o):
        print('add', self.n)
        return NotImplemented

    def __radd__(self, o):
        print('radd', self.n)
        return NotImplemented

    def __repr__(self):
        return 'A%s' % self.n


class B(A):

    def __eq__(self, o):
        print('B eq')
        return True

    def __gt__(self, o):
        print('B gt')
        return True

    def __radd__(self, o):
        print('B radd')
        return 'B'
    __hash__ = None


nan = float('nan')
show(
    lambda: A(1) == A(2), lambda: A(1) != A(2), lambda: A(1) < A(2), lambda: A(1) > A(2), lambda: A(1) == B(2),
    lambda: A(1) < B(2), lambda: A(1) + A(2), lambda: A(1) + B(2), lambda: B(1) + B(2), lambda: 5 + A(1),
    lambda: [A(1)] == [A(2)], lambda: A(1) in [A(2)], lambda: (A(1),) < (A(2),), lambda: A(1) == None, lambda: {B(1)},
    lambda: nan == nan, lambda: nan in [nan], lambda: [nan] == [nan], lambda: [nan].index(nan),
    lambda: [float('nan')] == [float('nan')], lambda: {nan: 1}[nan], lambda: (nan,) < (nan,), lambda: max(nan, 1),
    lambda: max(1, nan), lambda: sorted([2, nan, 1]), lambda: 1 == 1.0 == True, lambda: {1: 'a', 1.0: 'b', True: 'c'},
    lambda: {1, 1.0, True}, lambda: 0 == -0.0, lambda: hash(1) == hash(1.0), lambda: 'a' == b'a', lambda: [] == (),
    lambda: [1] < [1, 2], lambda: [2] > [1, 5], lambda: (1, 'a') < (1, 2), lambda: (1, 'a') < (2, 2),
    lambda: [1, [2]] == [1, [2]], lambda: {1: [2]} == {1: [2]}, lambda: {1, 2} < {1, 2, 3}, lambda: {1} < {2},
    lambda: {1} > {2}, lambda: frozenset([1]) == {1}, lambda: range(0, 3, 2) == range(0, 4, 2),
    lambda: range(3) == [0, 1, 2], lambda: slice(1, 2) == slice(1, 2), lambda: slice(1) < slice(2),
    lambda: b'a' < bytearray(b'b'), lambda: memoryview(b'a') == b'a', lambda: 1 < 2 < 3 > 2, lambda: 1 < 3 < 2,
    lambda: None is None == None, lambda: 1 in [1] == True, lambda: not 1 == 2, lambda: () < (1,), lambda: 'Z' < 'a',
    lambda: 'é' > 'z', lambda: 10 ** 20 == 1e+20, lambda: 10 ** 23 == 1e+23, lambda: 2 ** 53 + 1 == float(2 ** 53),
    lambda: 1j == 1, lambda: 1j == 1 + 0j, lambda: True + True, lambda: True == 1, lambda: True is 1,
    lambda: isinstance(True, int), lambda: -7 // 2, lambda: -7 % 3, lambda: 7 % -3, lambda: -7.5 // 2,
    lambda: divmod(-7, 2), lambda: 2 ** (-1), lambda: 0 ** 0, lambda: -2 ** 2, lambda: ~5, lambda: 5 ^ 3,
    lambda: True ^ True, lambda: True & 5, lambda: -1 >> 10, lambda: 1 << 70, lambda: round(0.5), lambda: round(1.5),
    lambda: round(2.675, 2), lambda: round(1234, -2), lambda: round(-0.4), lambda: int(-1.9), lambda: 0.1 + 0.2,
    lambda: 1e+16, lambda: 1000000000000000.0, lambda: 1e-05, lambda: 0.0001, lambda: float('1_0'),
    lambda: int('1_000'), lambda: int(' 5 '), lambda: int('0x1f', 16), lambda: int('0b11', 0), lambda: int('٣'),
    lambda: float('-inf'), lambda: float('1e400'), lambda: -0.0, lambda: 3.0, lambda: 1e+100,
    lambda: 1.2345678901234568e+17, lambda: complex('1+2j'), lambda: (1 + 2j) * 2, lambda: -1j,
    lambda: complex(0, -0.0), lambda: abs(3 + 4j), lambda: (1 + 2j) ** 2, lambda: '%.3g' % 12345,
    lambda: '%g' % 1e-05,
    lambda: '%5.1f|%-8s|%+d|%05d|%x|%X|%o|%e|%%' % (3.14159, 'ab', 5, 42, 255, 255, 8, 12345.678),
    lambda: '{:>8}|{:<8}|{:^8}|{:*^8}|{:+.2f}|{:,}|{:_}|{:b}|{:#x}|{:08.3f}|{:e}|{:%}'.format('a', 'b', 'c', 'd', 3.14159, 1234567, 1234567, 10, 255, 3.14159, 12345.678, 0.25),
    lambda: f"{3.14159:.2f} {'x':>5} {5!r:>4} {1 + 1} {'ab'} {{}} {[1, 2][0]} {dict(a=1)['a']}",
    lambda: f"5={5!r} 'a' = {'a'!r} 1.5={1.5:.3f}", lambda: '{0:{1}}'.format('x', 5),
    lambda: '{a[0]} {a[k]} {b.real}'.format(a={0: 1, 'k': 2}, b=5), lambda: '{!r:>5}|{!s}|{!a}'.format('a', 'b', 'é'),
)
