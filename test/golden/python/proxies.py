# What a weak proxy does is what its object does.
import weakref, operator
class A:
    def __init__(self): self.items=[1,2,3]; self.x=5
    def __add__(self, o): return ('add', o)
    def __radd__(self, o): return ('radd', o)
    def __iadd__(self, o): return ('iadd', o)
    def __sub__(self, o): return ('sub', type(o).__name__)
    def __neg__(self): return 'neg'
    def __abs__(self): return 'abs'
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i]=v
    def __delitem__(self, i): del self.items[i]
    def __contains__(self, v): return v in self.items
    def __iter__(self): return iter(self.items)
    def __bool__(self): return False
    def __str__(self): return 'str A'
    def __eq__(self, o): return ('eq', type(o).__name__)
    def __lt__(self, o): return ('lt', type(o).__name__)
    def __call__(self, *a): return a
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __matmul__(self, o): return 'matmul'
a=A(); p=weakref.proxy(a)
def t(name, f):
    try: print(name, f())
    except Exception as e: print(name, type(e).__name__, e)
t('add', lambda: p+1); t('radd', lambda: 1+p); t('sub', lambda: p-p); t('neg', lambda: -p); t('abs', lambda: abs(p))
t('len', lambda: len(p)); t('get', lambda: p[1]); t('contains', lambda: 2 in p); t('iter', lambda: list(p)); t('bool', lambda: bool(p))
t('str', lambda: str(p)); t('eq', lambda: p==1); t('lt', lambda: p<p); t('int', lambda: int(p)); t('float', lambda: float(p))
t('index', lambda: operator.index(p)); t('mat', lambda: p@1); t('attr', lambda: p.x); t('call', lambda: p(1))
def s(): p[0]=9; return a.items
t('set', s)
def d(): del p[0]; return a.items
t('del', d)
q=p
def ia():
    global q
    q+=1
    return q
t('iadd', ia)
t('hash', lambda: hash(p))
def fo():
    r=[]
    for v in p: r.append(v)
    return r
t('for', fo)
def ss(): p.y=3; return a.y
t('setattr', ss)
c=weakref.proxy(a, print)
t('callable', lambda: c(3))
t("format", lambda: "%s" % p)
