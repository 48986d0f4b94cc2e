import sys, gc, weakref
# referrers & referents
gc.collect(); gc.disable()
class Node:
    def __init__(self, v): self.v = v; self.next = None
a = Node(1); b = Node(2); a.next = b; b.next = a
print(len(gc.get_referrers(a)), len(gc.get_referents(a)))
print([type(x).__name__ for x in gc.get_referents([1, 'a', (2,)])])
w = weakref.ref(a, lambda r: print('dead', r() is None))
del a, b
print(gc.collect())
print(w())
# get_stats
print([sorted(s) for s in gc.get_stats()][0])
print(gc.isenabled()); gc.enable(); print(gc.isenabled())
print(gc.is_tracked(1), gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked({'a': 1}), gc.is_tracked({'a': []}), gc.is_tracked(()), gc.is_tracked((1,2)), gc.is_tracked(([],)))
t = (1,2,3); gc.collect(); print(gc.is_tracked(t))
print(hasattr(gc, 'is_finalized'))
if hasattr(gc, 'is_finalized'):
    class L:
        def __del__(self):
            global keep; keep = self
    x = L(); print(gc.is_finalized(x)); del x; print(gc.is_finalized(keep))
# generations
x = [[] for _ in range(10)]
print(any(o is x for o in gc.get_objects()))
print(gc.get_threshold())
gc.set_threshold(500); print(gc.get_threshold())
gc.set_threshold(500, 5, 5); print(gc.get_threshold())
class F(float): pass
class I(int): __slots__ = ()
print(sys.getsizeof(F(1.5)), sys.getsizeof(I(5)), sys.getsizeof(I(2**70)))
class T(tuple): pass
class D(dict): pass
class St(str): pass
class By(bytes): pass
class Se(set): pass
print([sys.getsizeof(k) for k in (T((1,2)), D(), D(a=1), St('abc'), By(b'abc'), Se(), Se([1,2]))])
print(sys.getsizeof(range(3)), sys.getsizeof(slice(1,2)), sys.getsizeof(iter([])), sys.getsizeof(iter(())), sys.getsizeof(iter({})), sys.getsizeof(enumerate([])), sys.getsizeof(zip([],[])), sys.getsizeof(map(str,[])), sys.getsizeof(reversed([])))
print(sys.getsizeof(lambda: 0), sys.getsizeof(len), sys.getsizeof(''.join), sys.getsizeof(property()), sys.getsizeof(staticmethod(len)), sys.getsizeof(classmethod(len)), sys.getsizeof(super))
print(sys.getsizeof(int), sys.getsizeof(Node), sys.getsizeof(F))
def g():
    yield
print(type(sys.getsizeof(g())))
print(sys.getsizeof(Ellipsis), sys.getsizeof(None), sys.getsizeof(NotImplemented), sys.getsizeof(True), sys.getsizeof(1j), sys.getsizeof(memoryview(b'a')) , sys.getsizeof(bytearray()), sys.getsizeof(bytearray(b'abc')))
