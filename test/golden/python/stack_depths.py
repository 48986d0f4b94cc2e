"""How deep each function's stack gets, which frames and generators have room for."""
import sys


def calls(a, b, *args, **kw):
    print(a, b)
    a(b)(a, b)
    a.m(b, [a, b])
    a.b.c.d(a, key=b, other=a)
    a(*args)
    a(b, *args, c=1)
    a(**kw)
    a(*args, **kw)
    return a.m(*args)(b)


def loops(a, b):
    for i in a:
        for j in b:
            while i and j or a:
                a[i] = b[j] = [i, j, (a, b), {i: j}]
            else:
                del a[i]
    return [x for x in a for y in b if x]


def handlers(a):
    try:
        a()
    except (ValueError, KeyError) as e:
        print(e, [a, e])
    except TypeError:
        raise
    else:
        a(1)
    finally:
        a(a, a)


def managers(a):
    with a as b, b() as c:
        a([a, b, c])


def displays(a, b):
    x = [a, b, *a]
    y = {a, b}
    z = {'p': a, 'q': b, 'r': x}
    w = {**z, 'k': y}
    a, b = b, a
    a, *b = x
    return f'{a!r:>{b}} and {x}', [1, 2, 3], {4, 5, 6}, (7, 8), a[1:2], a[::b]


def makes(a, b=1, *, c: int = 2) -> int:
    def inner(d=a, *, e=b):
        return lambda: (a, d, e)

    @a
    class K(a, metaclass=b):
        x: int = a
        y = (1, 2)

        def m(self):
            return super().m(a)
    return inner, K, lambda: 0


def operators(a, b):
    a.x += b[1]
    b[a] -= a ** b * (a + b * (a - b))
    c = a < b < a if a and b or not a else b is a in b
    assert a, b
    d = (e := a) + e
    global g
    g = -a @ ~b
    return a if b else c, d


def generates(a):
    x = yield
    y = yield from a
    yield x, y
    return (i + j for i in a for j in y)


def nothing():
    pass


def constant():
    return 5


class C:
    def __init__(self, a):
        super().__init__(a, a)
        self.a = self.b = a


for f in (calls, loops, handlers, managers, displays, makes, operators, generates, nothing, constant, C.__init__):
    print(f.__name__, f.__code__.co_stacksize)
