"""Tables of code objects: constants and names in the compiler's order, variables, stack; who holds a constant."""
import gc
SOURCE = '''
"""doc of module"""
import os.path as p, sys
from collections import deque as d, Counter
def constant():
    t = (1, 2, 'three')
    return kinds(t)
def none(): pass
def strs(): return 'a b', f(1000, 'c d')
def doc():
    "doc"
    return x.y(a.b, c=1, d=2.5)
def nest(a, b=1, *args, k=5, **kw): return ((1,2),(3,))
def inner(n):
    z = 5
    def g(): return z
    return g
class K(Base, metaclass=M):
    "docs"
    x = 1
v = b'bytes of the module'
def loops():
    for i in range(10):
        with open(i) as f:
            try: f.read()
            except (A, B) as e: print(e)
            finally: done()
    while True:
        if x in [1,2]: break
    return [i*2 for i in q if i], {k: v for k in y}, (j for j in w), {1, 2, 3}, [1, 2, 3], {'a': 1, 'b': c}, lambda u: u + 1
def gen():
    yield 1
    x = yield
    del x
    assert x, 'm'
    s = f"a{x!r:>{w}}b"
    return s[1:], s[a:b:2], 3*1000, 2**70
@deco(5)
def decorated(): raise E('x') from None
'''
c = compile(SOURCE, 'x', 'exec')
def show(c):
    print(c.co_name, tuple(k.co_name if hasattr(k, 'co_name') else k for k in c.co_consts), c.co_names, c.co_varnames, c.co_freevars, c.co_cellvars, c.co_stacksize)
    for k in c.co_consts:
        if hasattr(k, 'co_name'): show(k)
show(c)

def kinds(x):
    return sorted(type(r).__name__ for r in gc.get_referrers(x))
gc.disable()
gc.collect()
ns = {"kinds": kinds}
exec("def constant():\n    t = (1, 2, 'three')\n    return kinds(t)\nv = b'bytes of the module'\nfound = kinds(v)\n", ns)
f = ns["constant"]
tables = f.__code__.co_consts
print(ns["found"], f(), gc.is_tracked(tables), gc.is_tracked(f.__code__.co_names))
gc.collect()
print(gc.is_tracked(tables), [gc.is_tracked(c) for c in tables], gc.is_tracked(f.__code__.co_names))
print([sorted(type(r).__name__ for r in gc.get_referents(o)) for o in (len, gc.collect, [].append, property(len), property(f), int.__add__, list.append)])
class P:
    @property
    def x(self):
        "doc of x"
print(P.x.__doc__, property(f).__doc__, property(P.x.fget).setter(f).__doc__, property(f, doc="own").getter(P.x.fget).__doc__)
