"""What goes over a list: its references, its iterator, and the built-ins that take generators."""
import gc
import sys

l = [1, 2, 3]
t = tuple(l)


def counts(l):
    r = []
    for x in l:
        r.append(sys.getrefcount(l))
    r.append(sys.getrefcount(l))
    r += [sys.getrefcount(l) for x in l]
    r += list(sys.getrefcount(l) for x in l)
    r += [sys.getrefcount(l) for _ in [0] for x in l]
    return r


print(counts(l), counts(t), counts({1: 2}), counts({1}))
for x in l:
    print(sys.getrefcount(l), [type(r).__name__ for r in gc.get_referrers(l)])
    break
for x in t:
    print(sys.getrefcount(t))
    break


def goes():
    for x in l:
        yield x


def held(generator):
    return [type(o).__name__ for o in gc.get_referents(generator)]


g = goes()
next(g)
print(sys.getrefcount(l), held(g))


class L(list):
    pass


q = L([1])
for it in l, t, q, iter(l), {1: 2}:
    h = (x for x in it)
    print(sys.getrefcount(it), held(h))
    next(h)
    print(sys.getrefcount(it), held(h))
it = iter(l)
print(type(it), sys.getrefcount(it))
for x in it:
    print(sys.getrefcount(it))
o = [0]
h = (o.append(x) for x in o)
for i in range(5):
    next(h)
print(o)
try:
    g = (x for x in 5)
    print('made')
except TypeError as error:
    print(error, error.__traceback__.tb_next)


class It:
    def __iter__(self):
        print('iter')
        return iter([1])


g = (x for x in It())
print('made', next(g))
print(list(x for x in It()), any(x for x in It()), all(x for x in It()), tuple(x for x in It()), set(x for x in It()))


def depth():
    n, f = 0, sys._getframe()
    while f:
        n, f = n + 1, f.f_back
    return n


print(list(depth() for i in [1]), tuple(depth() for i in [1]), any(depth() for i in [1]), max(depth() for _ in [1]))


def boom():
    raise ValueError('b')


for kind in list, tuple, set, any, all, sum:
    try:
        kind(boom() for i in [1])
    except ValueError as error:
        lines, tb = [], error.__traceback__
        while tb:
            lines.append((tb.tb_lineno, tb.tb_frame.f_code.co_name))
            tb = tb.tb_next
        print(lines)
try:
    set([] for i in [1])
except TypeError:
    print('unhashable')
k = object()
print(list(sys.getrefcount(k) for _ in [1]), tuple(sys.getrefcount(x) for x in [k]), list(sys.getrefcount(x) for x in [k]), all(sys.getrefcount(x) for x in (k,)))
for n in 0, 1, 5, 20:
    m = [0] * n
    print(n, sys.getsizeof(list(x for x in m)), sys.getsizeof(tuple(x for x in m)), sys.getsizeof(set(x for x in range(n))))


def shadowed():
    list = tuple
    print(list(x for x in [1]))


shadowed()
any = lambda g: ('mine', *g)
print(any(x for x in [1]))
