"""Comprehensions in classes: they do not see the names of the body; from 3.12 on they run in its frame."""
import sys, gc
def outer(z):
    class K:
        a = [1, 2]
        b = [x * z for x in a]
        c = [[x + y for x in range(2)] for y in range(2)]
        d = {x: (lambda: x + z) for x in range(2)}
        e = [x for x in b if x > z for y in [x]]
        try: f = [1 / 0 for _ in a]
        except ZeroDivisionError: f = 'err'
        g = [__name__ for _ in [1]]
        h = any([x == 2 for x in a])
        i = [i for i in range(3)]
    return K
K = outer(2)
print(K.b, K.c, [f() for f in K.d.values()], K.e, K.f, K.g, K.h, K.i, sorted(k for k in vars(K) if k[0] != '_'))
class M:
    global gg
    gg = 5
    q = [gg for _ in range(2)]
    r = [sys.getrefcount(x) for x in [object()]]
    x = 1
    s = [x for x in 'ab']
print(M.q, M.r, M.x, M.s, gg)
try:
    class N:
        v = 1
        w = [v for _ in [0]]
except NameError as e: print(e, e.__traceback__.tb_next and e.__traceback__.tb_next.tb_frame.f_code.co_name)

class A:
    y = 5
    names = [sys._getframe().f_code.co_name for _ in [0]]
    s = {sys._getframe().f_code.co_name for _ in [0]}
    d = {k: sys._getframe().f_code.co_name for k in [0]}
    g = list(sys._getframe().f_code.co_name for k in [0])
    n = [[sys._getframe().f_code.co_name for _ in [0]] for _ in [0]]
    f = lambda: [sys._getframe().f_code.co_name for _ in [0]]
    try: z = [y for _ in [0]]
    except NameError as e: z = str(e)
    w = [x for x in range(y)]
print(A.names, A.s, A.d, A.g, A.n, A.f(), A.z, A.w, sorted(k for k in vars(A) if not k.startswith('__')))
class B:
    l = [lambda: i for i in range(3)]
    m = [f() for f in l]
print(B.m, sorted(k for k in vars(B) if not k.startswith('__')))
