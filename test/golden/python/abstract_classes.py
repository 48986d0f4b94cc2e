# Abstract classes: what is one of them by its methods, by registration, by its bases; functions that choose by class.
import abc, collections, functools
from collections.abc import *
from collections import deque, UserDict, ChainMap, Counter, UserList
print([''.join('01'[isinstance(x, t)] for t in (Hashable, Iterable, Iterator, Reversible, Sized, Container, Collection, Callable, Set, MutableSet, Mapping, MutableMapping, Sequence, MutableSequence, KeysView, Generator))
       for x in ([], {}, (), '', b'', set(), deque(), UserDict(), ChainMap(), Counter(), UserList(), iter([]), (i for i in []), range(3), {}.keys(), len)])
class NI(Hashable):
    def __hash__(self): return super().__hash__()
print(hash(NI()), issubclass(NI, Hashable))
class X: pass
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
token = abc.get_cache_token()
A.register(X); print(isinstance(X(), A), issubclass(X, A), abc.get_cache_token() != token, isinstance(1, A))
for bad in (lambda: A(), lambda: Hashable(), lambda: A.register(3), lambda: issubclass(3, A), lambda: X.register):
    try: bad()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class B(A): pass
try: B.register(A)
except RuntimeError as e: print(e)
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return 'quack' in c.__dict__ or NotImplemented
class Duck:
    def quack(self): pass
print(issubclass(Duck, Hook), issubclass(X, Hook))
class M(MutableSequence):
    def __init__(s): s.l = []
    def __getitem__(s, i): return s.l[i]
    def __setitem__(s, i, v): s.l[i] = v
    def __delitem__(s, i): del s.l[i]
    def __len__(s): return len(s.l)
    def insert(s, i, v): s.l.insert(i, v)
m = M(); m.append(1); m.extend([2, 3]); m.reverse(); print(list(m), m.pop(), 3 in m, list(reversed(m)), m.index(2))
class MM(Mapping):
    def __getitem__(self, k): return {1: 2}[k]
    def __iter__(self): return iter([1])
    def __len__(self): return 1
print(MM() == {1: 2}, list(MM().items()), type(MM().keys()).__name__, 1 in MM(), 5 in MM(), MM().keys() & {1}, (1, 2) in MM().items(), 2 in MM().values())
class P(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self): pass
    @classmethod
    @abc.abstractmethod
    def c(cls): pass
print(sorted(P.__abstractmethods__))
@functools.singledispatch
def f(x): return 'base'
@f.register(int)
def _(x): return 'int'
@f.register(list)
@f.register(tuple)
def _(x): return 'seq'
@f.register
def _(x: collections.abc.Mapping): return 'map'
print(f(1), f([]), f(()), f({}), f('x'), f(True), f(UserDict()), sorted(c.__name__ for c in f.registry))
class S1(abc.ABC): pass
class S2(abc.ABC): pass
class Both: pass
S1.register(Both); S2.register(Both)
f.register(S1, lambda x: 's1'); f.register(S2, lambda x: 's2')
try: f(Both())
except RuntimeError as e: print(str(e).split(':')[0])
class C:
    @functools.cached_property
    def x(self): print('once'); return 5
    def m(self, a, b=2): return (a, b)
    pm = functools.partialmethod(m, 1, b=9)
    @functools.singledispatchmethod
    def t(self, arg): return 'o'
    @t.register(int)
    def _(self, arg): return 'i'
c = C(); print(c.x, c.x, c.pm(), c.t(1), c.t('s'))
@functools.total_ordering
class T:
    def __init__(s, v): s.v = v
    def __gt__(s, o): return s.v > o.v if isinstance(o, T) else NotImplemented
    def __eq__(s, o): return s.v == o.v
print(T(1) < T(2), T(1) <= T(1), T(3) >= T(4), T.__lt__(T(1), 5))
p = functools.partial(print); p.keywords[1] = 2; print(p)
