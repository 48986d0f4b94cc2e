/**
 * What statements of random programs use, by name. A program begins with those that occur in it, in this
 * order, so that a program that was narrowed down has no more than it needs.
 */
export const DEFINITIONS: Readonly<Record<string, string>> = {
  collections: 'import collections',
  copy: 'import copy',
  functools: 'import functools',
  itertools: 'import itertools',
  operator: 'import operator',
  tracemalloc: 'import tracemalloc',
  show: `def show(v):
    if isinstance(v, (bool, float, type(None))): return v
    if isinstance(v, int): return v if abs(v) < 99999 else sys.getsizeof(v)
    if isinstance(v, (str, bytes)) and len(v) < 30: return v
    return type(v).__name__, sys.getsizeof(v), len(v) if isinstance(v, (list, tuple, dict, set, frozenset, str, bytes, bytearray)) else 0`,
  N: `class N:
    def __init__(self, tag): self.tag = tag
    def __del__(self): print("del", self.tag)`,
  P: 'class P: pass',
  S: 'class S: __slots__ = ("x", "y", "__weakref__")',
  L: 'class L(list): pass',
  D: 'class D(dict): pass',
  T: 'class T(tuple): pass',
  Str: 'class Str(str): pass',
  Q: `class Q(P):
    kind = "q"
    def __init__(self, v): self.v = v
    def method(self, *rest): return len(rest)
    @property
    def first(self): return [self.v]
    @first.setter
    def first(self, v): self.v = v
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def plain(v): return (v,)`,
  Meta: `class Meta(type):
    def __call__(cls, *rest):
        print("call", cls.__name__)
        return super().__call__(*rest)
    def __len__(cls): return len(cls.__name__)`,
  Eq: `class Eq:
    def __init__(self, tag, act=None): self.tag, self.act = tag, act
    def __eq__(self, other):
        if self.act: self.act()
        return self.tag == getattr(other, "tag", other)
    def __lt__(self, other):
        if self.act: self.act()
        return self.tag < other.tag
    def __hash__(self): return self.tag % 4
    def __repr__(self): return "Eq%d" % self.tag`,
  Back: `class Back:
    def __init__(self, v): self.v = v
    def __del__(self): keep.append(self.v)`,
  Bad: `class Bad:
    def __init__(self, v): self.v = v
    def __del__(self): raise ValueError("in del")`,
  Odd: `class Odd:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __index__(self): return self.n
    def __bool__(self): return self.n % 2 == 1
    def __iter__(self): return iter(range(self.n))
    def __getitem__(self, i):
        if i == 3: raise KeyError("three")
        return i
    def __contains__(self, v): return v == self.n
    def __call__(self, *rest, **named): return len(rest) + len(named)
    def __getattr__(self, name): raise AttributeError("no " + name)
    def __radd__(self, other): return [other]
    def __format__(self, spec): return "odd" + spec`,
  Steps: `class Steps:
    def __init__(self, n, v): self.n, self.v = n, v
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise ValueError("steps")
        return [self.v]`,
  Ctx: `class Ctx:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return [self.swallow]
    def __exit__(self, kind, value, trace):
        print("exit", kind and kind.__name__)
        return self.swallow`,
  ident: 'def ident(v): return v',
  count: 'def count(v): return sys.getrefcount(v)',
  wrap: 'def wrap(v, *rest, **kw): return [v, rest, kw]',
  gen: `def gen(v):
    yield v
    yield sys.getrefcount(v)`,
  tidy: `def tidy(v):
    held = [v]
    try:
        while True: yield sys.getrefcount(held)
    except KeyError: yield "key"
    finally: print("tidy", len(held))`,
  chain: `def chain(n, v):
    if n > 0: yield from chain(n - 1, v)
    yield (n, sys.getrefcount(v))`,
  raiser: `def raiser(v):
    held = [v]
    raise ValueError(str(len(held)))`,
  deep: `def deep(n, v):
    if n == 0: return sys.getrefcount(v)
    return deep(n - 1, v)`,
};
