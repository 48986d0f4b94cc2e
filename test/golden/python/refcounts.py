import sys
g = sys.getrefcount
def callee(y):
    return sys.getrefcount(y)
def callee2(y):
    z = y
    return sys.getrefcount(y), sys.getrefcount(z)
class O:
    def m(self): return sys.getrefcount(self)
    def n(self, y): return sys.getrefcount(y)
    def __init__(self, *a): self.c = [sys.getrefcount(self)] + [sys.getrefcount(x) for x in a]
def f():
    x = object()
    print("local", sys.getrefcount(x), g(x))
    print("callee", callee(x), callee2(x))
    l = [x]
    print("inlist", sys.getrefcount(x), sys.getrefcount(l), sys.getrefcount(l[0]))
    print("kw", callee(y=x), callee(*[x]), callee(**{'y': x}))
    o = O()
    print("meth", o.m(), o.n(x), o.c, O(x, l).c)
    print("expr", sys.getrefcount([]), sys.getrefcount(object()), callee([]))
    def inner(): return sys.getrefcount(x)
    print("closure", inner(), sys.getrefcount(x))
    print("default", (lambda a=x: sys.getrefcount(a))(), sys.getrefcount(x))
    print("comp", [sys.getrefcount(x) for _ in range(1)], [sys.getrefcount(q) for q in [object()]])
    print("gen", list(sys.getrefcount(q) for q in [object()]))
    print("map", list(map(sys.getrefcount, [object()])), list(map(callee, [object()])))
    print("const", sys.getrefcount(123456), sys.getrefcount("not ident!"), sys.getrefcount((1,2,3)), sys.getrefcount(1.5))
    print("tuple", sys.getrefcount((x,)), sys.getrefcount(x))
    for q in [object()]:
        print("for", sys.getrefcount(q))
    for q in (object(),): print("fort", sys.getrefcount(q))
    a = b = object()
    print("ab", sys.getrefcount(a))
    print("ifexp", sys.getrefcount(x if x else l), sys.getrefcount(x or l))
    print("func", sys.getrefcount(callee), sys.getrefcount(f), sys.getrefcount(O) )
    try:
        raise ValueError("z")
    except ValueError as e:
        print("exc", sys.getrefcount(e))
    def vargs(*a, **k): return sys.getrefcount(a), sys.getrefcount(k), sys.getrefcount(a[0])
    print("vargs", vargs(x, z=x))
    print("sorted", sorted([x], key=callee) is None, sorted([object(),object()], key=callee) is None)
    return x
r = f()
x = object()
print("mod", sys.getrefcount(x), callee(x), callee2(x), sys.getrefcount(r))
print("const", sys.getrefcount(123456), sys.getrefcount("not ident!"), sys.getrefcount((1,2,3)), sys.getrefcount(1.5))
o = O(); print(o.m(), o.n(x), sys.getrefcount(o))
m = o.m
print(sys.getrefcount(o), sys.getrefcount(m), m())
def gen(y):
    yield sys.getrefcount(y)
print("gen", next(gen(x)), list(gen(object())))
