from collections import deque, defaultdict, Counter, namedtuple, OrderedDict
import itertools, functools, random, math, copy, array, dataclasses, time, sys
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, len(d), d[0], d.pop(), list(d), 2 in d); d.rotate(1); print(d)
dd = defaultdict(list); dd["a"].append(1); print(dd, dict(dd))
c = Counter("abracadabra"); print(c, c.most_common(2), c["z"], sorted(c.elements())[:3])
P = namedtuple("P", "x y"); p = P(1, y=2); print(p, p.x, p._replace(x=5), p._asdict(), P._fields, p == (1, 2)); a, b = p
od = OrderedDict([("a", 1), ("b", 2)]); od.move_to_end("a"); print(list(od), od.popitem())
print(list(itertools.chain([1], [2, 3])), list(itertools.islice(itertools.count(5), 3)), list(itertools.product("ab", [1, 2])), list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations("abc", 2)), [(k, list(g)) for k, g in itertools.groupby("aabbb")], list(itertools.accumulate([1, 2, 3])), list(itertools.zip_longest([1], [2, 3])), list(itertools.takewhile(lambda x: x < 3, range(9))), list(itertools.dropwhile(lambda x: x < 3, range(5))), list(itertools.repeat(1, 3)), list(itertools.starmap(pow, [(2, 3)])))
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.partial(int, base=2)("101"), functools.cmp_to_key(lambda a, b: b - a)(1) < functools.cmp_to_key(lambda a, b: b - a)(2))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a) + 1
    return w
@deco
def five(): "doc"; return 5
print(five(), five.__name__, five.__doc__)
random.seed(42); print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(100), 5), random.shuffle([1]), random.uniform(1, 2), random.gauss(0, 1), random.getrandbits(70), random.randrange(0, 100, 7))
random.seed("hello"); print(random.random(), [random.randint(0, 9) for _ in range(5)])
l = list(range(10)); random.seed(1); random.shuffle(l); print(l, random.choices([1, 2, 3], k=4), random.expovariate(1))
print(math.sqrt(16), math.pi, math.floor(2.7), math.ceil(2.1), math.gcd(12, 18), math.factorial(10), math.log(10), math.log2(8), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.inf, math.comb(5, 2), math.trunc(-2.5), math.fsum([.1] * 10), math.isqrt(17))
x = [1, [2, 3]]; y = copy.copy(x); z = copy.deepcopy(x); x[1].append(4); print(y, z)
arr = array.array("i", [1, 2, 3]); arr.append(4); print(arr, arr[1], len(arr), arr.itemsize, sys.getsizeof(arr), arr.tolist())
@dataclasses.dataclass
class Pt:
    x: int
    y: int = 2
    z: list = dataclasses.field(default_factory=list)
p = Pt(1); print(p, p == Pt(1), dataclasses.asdict(p), Pt(3, z=[1]))
@dataclasses.dataclass(frozen=True, order=True)
class Fr:
    a: int
try: Fr(1).a = 2
except dataclasses.FrozenInstanceError as e: print(e)
print(Fr(1) < Fr(2), hash(Fr(1)) == hash(Fr(1)))
def m(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return f"big {n}"
        case [a, *rest]: return ("seq", a, rest)
        case {"k": v, **kw}: return ("map", v, kw)
        case Pt(x=px): return ("pt", px)
        case str() as s: return s.upper()
        case None: return "none"
        case _: return "other"
print([m(v) for v in (0, 200, [1, 2, 3], {"k": 1, "j": 2}, Pt(7), "abc", None, 2.5)])
async def co(): return 5
async def co2(): return await co() + 1
try: co2().send(None)
except StopIteration as e: print(e.value)
t0 = time.perf_counter(); time.sleep(0.01); print(time.perf_counter() - t0 >= 0.01)
import threading
ev = threading.Event(); res = []
def worker(n): res.append(n); ev.set()
th = threading.Thread(target=worker, args=(3,)); th.start(); th.join(); print(res, ev.is_set(), th.is_alive())
with threading.Lock() as lk: print(lk)

import timeit; print(timeit.timeit("x = 1", number=1000) > 0)
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), sum(It()), [*It()], max(It()), (lambda *a: a)(*It()), dict(enumerate(It())))
class Ctx:
    def __enter__(self): return 1
    def __exit__(self, t, v, tb): print("exit", t and t.__name__); return False
try:
    with Ctx() as a, Ctx() as b: 1 / 0
except ZeroDivisionError as e: print(e)
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted({"b": 1, "a": 2}), sorted("hello", key=ord, reverse=True), "".join(sorted("hello")))
print({i: i ** 2 for i in range(5) if i % 2}, [x for x in range(3) for y in range(2)], [[j for j in range(i)] for i in range(3)], list(zip(*[(1, 2), (3, 4)])))
print(str(3.0), repr("a'b"), repr('a"b\''), str([1, "a", None, 2.5, (1,), {1: [2]}]), repr("\n\t\x00é"), ascii("é"), "%r" % ("x",), f"{'a':>3}{1:03}{2.5:6.2f}{1e10:g}{123456789:e}{0.1:%}")
print(1.1 + 2.2, 1e16, 1e15, 123456789012345678.0, 0.1, 1/3, 2.5e-10, 100.0, float("nan"), 5e-324, 1.7976931348623157e308)
print((1).to_bytes(2, "big"), int.from_bytes(b"\x01\x02", "little"), (255).bit_length(), (-5) % 3, -5 // 3, 5 % -3, 2 ** 100, (2 ** 100) // 3 ** 20, hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True), hash((1, 2)) == hash((1, 2)))
print(slice(1, 5, 2).indices(4), range(10)[2:5], range(10)[-1], len(range(0, 10, 3)), 5 in range(10), list(range(10))[::3])
exec("zz = 5"); print(zz, eval("zz + 1"), callable(print), hasattr([], "append"), getattr([], "xyz", None), vars(Pt(1)), dir(Pt)[-3:])
print(isinstance(1, (int, str)), isinstance(True, int), type(None), ..., NotImplemented, __debug__)
s = {1, 2, 3}; s.add(4); s.discard(9); print(s, s.pop() in (1, 2, 3, 4), s | {9}, s.union([7]), s.issubset({1, 2, 3, 4, 5}), frozenset("ab") == frozenset("ba"))
def kw(**k): return k
print(kw(**{"a": 1}, b=2), (lambda x, *y, z=3, **w: (x, y, z, w))(1, 2, z=4, q=5))
try:
    raise ExceptionGroup("g", [ValueError(1)]) if sys.version_info >= (3, 11) else ValueError(1)
except Exception as e: pass
