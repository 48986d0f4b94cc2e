import { attempt, type Kind, lines } from './kind';

/** Classes: slots, metaclasses, properties, methods with side effects, finalizers, weak references. */
export const CLASSES: readonly Kind[] = [
  ({ x, one }) =>
    lines(
      's = S()',
      `s.x = ${x}`,
      `try: ${one('del s.x; s.x', 'del s.y', 's.y', 's.z = 1', 's.__dict__', 'print(sys.getsizeof(s))', 's.x = s; s.y = [s]', 'del s.x; del s.x')}`,
      'except AttributeError as err: print(err)',
      's = None',
    ),
  ({ x }) =>
    lines(
      'class SS(S): __slots__ = ("z",)',
      'class SD(S): pass',
      's, t = SS(), SD()',
      `s.z = t.q = ${x}`,
      'print("slots", sys.getsizeof(s), sys.getsizeof(t), sorted(t.__dict__), len(gc.get_referents(t)), gc.is_tracked(s)); s = t = SS = SD = None',
      'print(gc.collect())',
    ),
  ({ x, y }) =>
    lines(
      'class M(metaclass=Meta):',
      `    v = [${x}]`,
      '    def __init__(self, *rest): self.rest = rest',
      `m = M(1, ${y}); print("meta", len(M), sys.getrefcount(M), sys.getrefcount(m.rest), type(M).__name__); m = M = None; print(gc.collect())`,
    ),
  ({ x }) =>
    lines(
      'class Sub:',
      '    def __init_subclass__(cls, **named): print("sub", cls.__name__, sorted(named))',
      '    def __set_name__(self, owner, name): print("named", name)',
      'class K(Sub, flag=1): at = Sub()',
      `K.v = ${x}; print(len(Sub.__subclasses__()), K.__mro__[1] is Sub); K = None; print(gc.collect(), len(Sub.__subclasses__())); Sub = None`,
    ),
  ({ x, one }) =>
    lines(
      `o = Q(${x})`,
      `try: print(show(${one('o.first', 'o.kind', 'o.method(1, 2)', 'Q.make(3).v', 'Q.plain(4)', 'o.plain(5)', 'Q.method(o)', 'Q.method()', 'o.nothing', 'Q.first is Q.first', 'o.method is o.method', 'sys.getrefcount(o.method)', 'sys.getsizeof(o)', 'sys.getsizeof(o.__dict__)', 'len(gc.get_referents(o))', 'sys.getrefcount(o.v) > 0', 'vars(o)', 'o.make', 'type(o.method.__func__)')}))`,
      'except Exception as err: print(type(err).__name__, err)',
      'o = None',
    ),
  ({ x, one }) =>
    lines(
      `o = Q(${x})`,
      `try: ${one('o.first = 1', 'del o.first', 'del o.v', 'del o.zz', 'o.kind = 2', 'o.__dict__ = {"a": [1]}', 'o.__class__ = P', 'o.__class__ = S', 'o.__dict__.clear()', 'o.__dict__["me"] = o', 'setattr(o, "dyn", 1)', 'del o.kind', 'o.__dict__ = 5')}`,
      'except Exception as err: print(type(err).__name__, err)',
      'print("changed", sorted(vars(o)), sys.getsizeof(o), sys.getsizeof(vars(o))); o = None',
    ),
  ({ n, x }) =>
    lines(
      `o, t = P(), P()`,
      `for i in range(${n(40)}): setattr(${['o', 't if i % 2 else o'][n(2)]}, "a%d" % (i % ${1 + n(33)}), ${x})`,
      'print("keys", sys.getsizeof(o.__dict__), sys.getsizeof(t.__dict__), len(vars(o))); o = t = None',
    ),
  ({ n }) =>
    lines(
      `class K: pass`,
      `h = [K() for _ in range(${1 + n(4)})]`,
      `for i, o in enumerate(h): ${['o.a = i; o.b = i', 'setattr(o, "abc"[i % 3], i)', 'o.a = 1; del o.a; o.c = 2'][n(3)]}`,
      'print("split", [sys.getsizeof(vars(o)) for o in h], [sys.getsizeof(o) for o in h][0]); o = h = K = None; print(gc.collect())',
    ),
  ({ n, one }) =>
    attempt(
      `${one('len(O)', 'bool(O)', 'list(O)', 'O[1]', 'O[3]', '2 in O', 'O(1, 2, k=3)', 'O.missing', '[1] + O', '"%s" % format(O, "x")', 'f"{O:>3}"', 'range(10)[O]', '[1, 2, 3][O]', 'tuple(O)', 'dict(O)', 'sum(O)', 'O + 1', '-O', 'O < O', 'hash(O) == hash(O)', 'max(O)', 'sorted(O, key=lambda v: -v)', '"ab" * O', 'bytes(O)', 'hex(O)', 'O == O', 'enumerate(O)', 'list(zip(O, O))', 'wrap(*O)', 'slice(O).indices(5)', 'set(O) & {1, 2}', 'reversed(O)').replaceAll('O', `Odd(${n(5)})`)}`,
    ),
  ({ x, one }) =>
    lines(
      `h = Back([${x}, N("back")])`,
      one('h = None', 'h.me = h; h = None', 'h = [h, h]; h = None', 'h.v = h; h = None'),
      'print("back", gc.collect(), len(keep)); keep.clear()',
    ),
  ({ one }) =>
    lines(
      `h = Bad(N("bad"))`,
      one('h = None', 'h.me = h; h = None', 'del h.v; h = None'),
      'print("raised", gc.collect())',
    ),
  ({ one }) =>
    lines(
      'class R:',
      '    def __init__(self, tag): self.tag = tag',
      `    def __del__(self): print("R", self.tag); ${one('gc.collect()', 'keep.append(self)', 'N("made")', 'self.other = None', 'globals()["d"] = self.tag', 'keep.clear()')}`,
      'u, v = R(1), R(2); u.other, v.other = v, u; u = v = None',
      'print("finalized", gc.collect(), gc.collect()); keep.clear(); R = None; print(gc.collect())',
    ),
  ({ one, x }) =>
    lines(
      `p = P(); p.v = ${x}`,
      `q = weakref.ref(p, ${one('lambda r: print("dead", r() is None)', 'lambda r: keep.append(r)', 'lambda r: keep.clear()', 'lambda r: raiser(0)', 'lambda r: gc.collect()', 'lambda r: print(weakref.getweakrefcount(r))')}); h = weakref.ref(p)`,
      'print("weak", weakref.getweakrefcount(p), h is weakref.ref(p), q == h, hash(h) == hash(p))',
      one('p = None', 'p.me = p; p = None; print(gc.collect())', 'h = p = None', 'q = p = None'),
      'p = q = h = None',
    ),
  ({ n, one }) =>
    lines(
      'm = weakref.WeakValueDictionary()',
      `h = [P() for _ in range(${1 + n(5)})]`,
      'for i, p in enumerate(h): m[i] = p',
      'p = None',
      `${one('h.pop()', 'del h[0]', 'h.clear()', 'h[0].me = h')}; print("weak values", len(m), sorted(m)); h = None; print(len(m), gc.collect()); m = None`,
    ),
  ({ n }) =>
    lines(
      'm, w = weakref.WeakKeyDictionary(), weakref.WeakSet()',
      `h = [P() for _ in range(${1 + n(5)})]`,
      'for p in h: m[p] = 1; w.add(p)',
      'p = None; h.pop(); print("weak keys", len(m), len(w)); h = None; print(len(m), len(w)); m = w = None',
    ),
  ({ x, one }) =>
    lines(
      `p = Q(${x}); h = weakref.proxy(p); f = weakref.WeakMethod(p.method); g = weakref.finalize(p, print, "final")`,
      'print("proxy", h.kind, f()(1), g.alive, sys.getrefcount(p)); p = None',
      `try: ${one('h.kind', 'print(f(), g.alive)', 'h.new = 1', 'len(h)', 'g()')}`,
      'except Exception as err: print(type(err).__name__, err)',
      'h = f = g = None',
    ),
  ({ x }) =>
    lines(
      'class Desc:',
      '    def __get__(self, obj, owner): return (sys.getrefcount(obj), obj is None)',
      '    def __set__(self, obj, v): obj.__dict__["at"] = [v]',
      'class K: at = Desc()',
      `o = K(); o.at = ${x}; print("descriptor", o.at, len(vars(o)), K.at[1]); o = K = Desc = None; print(gc.collect())`,
    ),
  ({ x, one }) =>
    lines(
      'class K:',
      '    def __getattribute__(self, name): return (name, sys.getrefcount(self))',
      `    def __setattr__(self, name, v): ${one('print(name)', 'raise KeyError(name)', 'object.__setattr__(self, name, [v])')}`,
      `try: o = K(); o.z = ${x}; print(o.z[0])`,
      'except KeyError as err: print(err)',
      'o = K = None; print(gc.collect())',
    ),
  ({ one }) =>
    lines(
      `try: h = type("Dyn", (${one('P, ', 'list, ', 'dict, P, ', 'int, str, ', 'P, P, ', 'bool, ', 'Q, P, ', 'P, Q, ')}), {"a": [1], ${one('"__slots__": ()', '"__slots__": ("q",)', '"b": 2')}})`,
      'except TypeError as err: print(err)',
      'else: print("dynamic", h.a, sys.getrefcount(h), sys.getsizeof(h) > 400, len(gc.get_referents(h))); h = None; print(gc.collect())',
    ),
  ({ x }) =>
    lines(
      'class A1:',
      '    def go(self): return [type(self).__name__]',
      'class A2(A1):',
      '    def go(self): return super().go() + [sys.getrefcount(self)]',
      'class A3(A2, A1):',
      `    v = ${x}`,
      '    def go(self): return super().go() + super(A2, self).go()',
      'print("super", A3().go(), sys.getrefcount(A1)); A1 = A2 = A3 = None; print(gc.collect())',
    ),
  ({ x, one }) =>
    lines(
      'class I:',
      `    def __init__(self, v): self.v = v; ${one('raiser(v)', 'self.me = self', 'return 5', 'pass')}`,
      `    def __del__(self): print("I gone")`,
      `try: o = I([${x}]); print(sys.getrefcount(o))`,
      'except Exception as err: print(type(err).__name__, err)',
      'o = I = None; print(gc.collect())',
    ),
  ({ one }) =>
    lines(
      'class C:',
      `    def __new__(cls, *rest): ${one('return object.__new__(cls)', 'return [rest]', 'return None', 'raise KeyError(1)', 'return super().__new__(cls, *rest)')}`,
      '    def __init__(self, *rest): print("init", len(rest))',
      'try: print(type(C(1, 2)).__name__)',
      'except Exception as err: print(type(err).__name__, err)',
      'C = None; print(gc.collect())',
    ),
];
