import gc
class C: pass
def t(*a): print(*[int(x) for x in a])
for value in (5, [], None):
    for attr in (set(), 7, [1]):
        o = C(); o.h = attr; d = o.__dict__; a = gc.is_tracked(d); gc.collect(); b = gc.is_tracked(d); d[4] = value; c = gc.is_tracked(d); gc.collect(); e = gc.is_tracked(d); t(a, b, c, e)
        o = C(); d = o.__dict__; o.h = attr; a = gc.is_tracked(d); gc.collect(); b = gc.is_tracked(d); d[4] = value; c = gc.is_tracked(d); del d[4]; gc.collect(); t(a, b, c, gc.is_tracked(d))
        o = C(); o.h = attr; d = o.__dict__; gc.collect(); d['s'] = value; a = gc.is_tracked(d); gc.collect(); b = gc.is_tracked(d); d[4] = value; c = gc.is_tracked(d); del o; gc.collect(); t(a, b, c, gc.is_tracked(d))
