"""What a collection leaves when a finalizer brings something back, and what it counts: 3.8 keeps all, others a part."""
import gc
import weakref

gc.disable()
gc.collect()
keep = []


class Back:
    def __init__(self, v):
        self.v = v

    def __del__(self):
        keep.append(self.v)


class Quiet:
    def __del__(self):
        pass


class Plain:
    pass


def collect(what):
    print(what, gc.collect(), len(keep), gc.collect())
    keep.clear()
    print(gc.collect())


h = Back([1])
h.me = h
h = None
collect("a list")
h = Back(1)
h.me = h
h = None
collect("a number")
h = Quiet()
h.me = h
h = None
collect("nothing")
h = Back([1])
h.me = h
g = [h]
g.append(g)
k = []
k.append(k)
h = g = k = None
collect("beside others")
h = [Back([i]) for i in range(3)]
h.append(h)
h = None
collect("several")
h = Back(None)
h.v = h
h = None
collect("itself")

# A weak reference that dies with its callback counts, too.
m = weakref.WeakValueDictionary()
h = [Plain() for _ in range(3)]
for i, p in enumerate(h):
    m[i] = p
    p.all = h
p = h = None
print(len(m), gc.collect(), len(m))
h = Plain()
h.me = h
seen = []
refs = [weakref.ref(h, seen.append), weakref.ref(h, lambda r: refs.clear())]
h = None
print(gc.collect(), len(seen), len(refs))
