# cmp_to_key, proxies of mappings, cells, an OrderedDict that is joined, a __dict__ that is replaced, __getattr__ behind a property.
import copy
import functools
import gc
import types
from collections import OrderedDict


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def show(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


K = functools.cmp_to_key(lambda a, b: (a > b) - (a < b))
show(lambda: type(K(1)).__name__, lambda: type(K(1)).__module__, lambda: K(1) == K(1), lambda: K(3) >= K(2), lambda: K(1).obj,
     lambda: hash(K(1)), lambda: K(obj=3).obj, lambda: K(1) < 1, lambda: K(1, 2), lambda: K(), lambda: functools.cmp_to_key(1, 2),
     lambda: functools.cmp_to_key(5)(1) < functools.cmp_to_key(5)(2), lambda: functools.cmp_to_key(len) < K,
     lambda: sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)), lambda: functools.reduce(len, 5))
mp = types.MappingProxyType({"a": 1})
show(lambda: mp["a"], lambda: mp.get("z"), lambda: mp == {"a": 1}, lambda: hash(mp), lambda: types.MappingProxyType(5),
     lambda: types.MappingProxyType([1]), lambda: types.MappingProxyType(), lambda: types.MappingProxyType({}) == {})
show(lambda: types.CellType().cell_contents, lambda: types.CellType(1) == types.CellType(1), lambda: types.CellType(1) < types.CellType(2),
     lambda: types.CellType() < types.CellType(1), lambda: hash(types.CellType()))
show(lambda: copy.copy(types.SimpleNamespace(a=[1])), lambda: copy.deepcopy(types.SimpleNamespace(a=[1])))


class C:
    pass


c = C()
c.w = Noisy("value")
c.__dict__ = {}
print("replaced")
c.w = Noisy("in a dict of its own")
c.__dict__.clear()
print("cleared")
c.w = Noisy("again")
c.__dict__ = {"x": 1}
print("replaced", c.x)


class Guarded:
    @property
    def broken(self):
        raise AttributeError("inside")

    unreadable = property(None, lambda self, v: None)

    def __getattr__(self, name):
        return "asked for " + name


show(lambda: Guarded().broken, lambda: Guarded().unreadable, lambda: Guarded().other)


def many(*args):
    return len(args)


numbers = list(range(1000, 1060))
print(many(*numbers), many(*numbers), sum(numbers))


def late():
    def inner():
        return n
    try:
        inner()
    except NameError as e:
        print(e, getattr(e, "name", "n"))
    n = 1


late()
gc.callbacks.append(lambda phase, info: 1 / 0)
print(gc.collect() >= 0)
gc.callbacks.clear()


def f(a, b=1):
    return a, b


def g(x):
    return "g", x


show(lambda: types.FunctionType(f.__code__, {}, "h", (5, 6))(), lambda: types.FunctionType(5, {}), lambda: setattr(f, "__code__", g.__code__),
     lambda: f(1), lambda: setattr(f, "__code__", 5), lambda: setattr(f, "__name__", 5), lambda: setattr(f, "__defaults__", 5))
show(lambda: 2.0 in range(5), lambda: range(5).index(3.0), lambda: "a" in range(3), lambda: len(range(10**15)), lambda: range(10**20)[-1],
     lambda: eval("1", 5), lambda: exec("1", {}, 5), lambda: type("a", (), 5), lambda: iter(5, 1), lambda: "ab".translate([None] * 98),
     lambda: slice(1) < slice(2), lambda: (1 + 2j) ** 2, lambda: 10**400 / 3, lambda: max(1, 2, default=3))
