# Classes whose bases and named arguments come from sequences and mappings, and calls with stars that fail.
import sys


class A:
    pass


class B:
    def __init_subclass__(cls, tag=None, **rest):
        super().__init_subclass__(**rest)
        cls.tag = tag


class Meta(type):
    def __new__(meta, name, bases, body, **named):
        print("new", name, sorted(named))
        return super().__new__(meta, name, bases, body)

    def __init__(cls, name, bases, body, **named):
        super().__init__(name, bases, body)


class Stands:
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return (A, B)


bases = [A, B]
named = {"tag": 5}


class C(*bases, **named):
    x = 1


class D(A, *(B,), tag=6):
    pass


class E(*[], metaclass=Meta, **{"extra": 1}):
    pass


class F(*[Stands()]):
    pass


def inside():
    value = 3

    class G(*bases, **named):
        y = value
    return G


print([k.__name__ for k in C.__mro__], C.tag, C.x, D.tag, type(E).__name__, F.__bases__, inside().y)
print(F.__orig_bases__[0].__class__.__name__, sys.getrefcount(bases), sys.getrefcount(named))


class T:
    pass


def fails(f):
    o = T()
    before = sys.getrefcount(o)
    for _ in range(2):
        try:
            f(o)
        except TypeError as e:
            print(str(e).split(" object at")[0])
    print(sys.getrefcount(o) - before)


def plain(*args, **kwargs):
    pass


class K:
    def m(self, *args):
        pass


def one(o):
    class X(*o):
        pass


def two(o):
    class X(A, **o):
        pass


def three(o):
    class X(*[A], tag=o):
        pass


for f in (one, two, three, lambda o: plain(*o), lambda o: plain(**o), lambda o: plain(a=1, **o),
          lambda o: plain(*[o], **o), lambda o: K().m(*o), lambda o: print(*o), lambda o: print(**o), lambda o: K(**o),
          lambda o: "".join(*o), lambda o: plain(**{5: o}), lambda o: print(**{5: o}), lambda o: plain(**{"a": o}, **{"a": o}),
          lambda o: plain(*o, **{}), lambda o: sys.getsizeof(**o), lambda o: o(*o)):
    fails(f)
