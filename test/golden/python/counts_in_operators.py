"""References while special methods run that operators and statements call, in a function and outside."""
import sys
def r(x):
    return sys.getrefcount(x) if not isinstance(x, int) else 'int'


class V:
    def __init__(self): self.x = 1
    def __add__(self, o): print('add', r(self), r(o)); return self
    def __radd__(self, o): print('radd', r(self)); return self
    def __iadd__(self, o): print('iadd', r(self), r(o)); return self
    def __mul__(self, o): print('mul', r(self), r(o)); return 1
    def __neg__(self): print('neg', r(self)); return 1
    def __invert__(self): print('inv', r(self)); return 1
    def __eq__(self, o): print('eq', r(self), r(o)); return True
    def __lt__(self, o): print('lt', r(self), r(o)); return True
    def __gt__(self, o): print('gt', r(self), r(o)); return True
    def __contains__(self, o): print('contains', r(self), r(o)); return True
    def __getitem__(self, i): print('getitem', r(self), r(i)); return 1
    def __setitem__(self, i, v): print('setitem', r(self), r(i), r(v))
    def __delitem__(self, i): print('delitem', r(self), r(i))
    def __getattr__(self, n): print('getattr', n, r(self)); return 1
    def __bool__(self): print('bool', r(self)); return True
    def __len__(self): print('len', r(self)); return 1
    def __iter__(self): print('iter', r(self)); return iter([1, 2])
    def __call__(self, *a): print('call', r(self)); return 1
    def __hash__(self): print('hash', r(self)); return 1
    def __str__(self): print('str', r(self)); return 's'
    def __repr__(self): print('repr', r(self)); return 's'
    def __format__(self, s): print('format', r(self)); return 's'
    def __enter__(self): print('enter', r(self)); return self
    def __exit__(self, *a): print('exit', r(self))
    def __index__(self): print('index', r(self)); return 0
    @property
    def p(self): print('p', r(self)); return 1
    @p.setter
    def p(self, v): print('pset', r(self), r(v))
    @p.deleter
    def p(self): print('pdel', r(self))
class W(V):
    def __setattr__(self, n, v): print('setattr', n, r(self), r(v))
    def __delattr__(self, n): print('delattr', n, r(self))
def f(a, b):
    c = V(); d = W()
    print('1'); a + b
    print('2'); a + c
    print('3'); c + c
    print('4'); c * 3
    print('5'); 3 + c
    print('6'); -c; ~c
    print('7'); a == b; c == a; a < c; a > c; a != c
    print('8'); c in a; a in c; 3 not in c
    print('9'); c[a]; c[1]
    print('10'); c[a] = b; c[1] = a
    print('11'); del c[a]
    print('12'); c.zz; a.zz
    print('13'); c.p; a.p
    print('14'); c.p = a; c.p = 5
    print('15'); del c.p
    print('16'); d.q = a; d.q = d; del d.q
    print('17'); not c
    if c: pass
    while c: break
    c and a
    c or a
    x = c if a else b
    print('18'); len(c)
    for i in c: pass
    [i for i in c]
    print('19'); [*c]; x, y = c
    print('20'); f'{c}'; f'{c!r}'; f'{c:>3}'; '%s' % c
    print('21'); {c: 1}; {c}
    print('23'); [1, 2][c]; 'abc'[c]
    print('24'); c += a
    print('25'); c += c
    print('26'); (a if b else c) + a
    print('28'); a < b < c
    print('29'); str(c); hash(c)
    print('30'); assert c
    print('31'); l = [c]; l[0] + c; c + l[0]
    print('32'); l[c]
    print('33'); l[0].p
    print('34'); a + b + c
    print('35'); (a + b) * c
    print('36'); c[a:b]
    return c + a
def g():
    a = V()
    def inner(): return a + a
    inner()
    yield a + a
    yield a == a
x = V()
f(V(), V())
print('mod'); x + x; x == x; x[x]; x.p; x in x
list(g())
