# What classes, metaclasses and descriptors may be: the slots of a class follow what is in its dict.
import sys
import types


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


# A metaclass is any callable; the first base says which.
class NoType:
    def __new__(cls, name, bases, namespace):
        self = super().__new__(cls)
        self.name = name
        return self

    @classmethod
    def __prepare__(cls, name, bases):
        return {}


class A(metaclass=NoType):
    pass


class B(A):
    pass


class C(object(), A):
    pass


print(type(A) is NoType, type(B) is NoType, B.name, C.name)


def conflict():
    class D(A, metaclass=type):
        pass


told(conflict)


# __new__ as a static method, a class method, a built-in function.
class S:
    @staticmethod
    def __new__(*args):
        return args


class K:
    @classmethod
    def __new__(*args):
        return args


class KK(K):
    pass


print(S(1, 2) == (S, 1, 2), K(1, 2) == (K, K, 1, 2), KK(1) == (KK, KK, 1))
told(list.__new__, int)
told(list.__new__, 1)
told(list.__new__)
told(object.__new__, int)
told(int.__new__, int, '12', base=3)
print(list.__new__ is object.__new__, '__new__' in dict.__dict__, '__init__' in dict.__dict__, '__init__' in int.__dict__)


# Slots under other names.
class X(dict):
    __setattr__ = dict.__setitem__
    __neg__ = dict.copy


x = X()
x.y = 42
print(x, -x, x.__dict__)


class W(int):
    __eq__ = str.__eq__
    __add__ = str.__add__


told(lambda: W() == W())
told(lambda: W() + W())


# A descriptor that only sets; one that is the doc.
class OnlySet:
    def __set__(self, o, value):
        o.__dict__['a'] = value


class Doc:
    def __get__(self, o, cls):
        return 'doc of %s %s' % (o is None, cls.__name__)


class Y:
    __doc__ = Doc()
    a = OnlySet()


y = Y()
print(y.a is Y.a)
y.a = 7
print(y.a, Y.__doc__, y.__doc__)


# Three arguments of pow, and divmod, of classes.
class N:
    def __divmod__(self, other):
        return NotImplemented if other == 0 else ('divmod', other)

    def __rdivmod__(self, other):
        return 'rdivmod', other

    def __pow__(self, other, mod=None):
        return 'pow', other, mod


told(divmod, N(), 3)
told(divmod, 3, N())
told(divmod, N(), 0)
told(divmod, N(), '')
told(divmod, '', [])
told(pow, N(), 2, 5)
told(pow, 2, '', 5)


class I(int):
    def __rdivmod__(self, other):
        return 'of I', other


told(divmod, 7, I(2))
told(divmod, I(7), 2)


class Cx(complex):
    pass


print(type(+Cx(1, 2)), type(-Cx(1, 2)))


# What is no class, and yet has bases; what a metaclass says.
class Like:
    def __init__(self, *bases):
        self.__bases__ = bases

    __class__ = property(lambda self: Like)


base = Like()
derived = Like(Like(base))
told(issubclass, derived, base)
told(issubclass, base, derived)
told(issubclass, base, int)
told(issubclass, 3, int)
told(isinstance, 3, base)
told(isinstance, 3, 4)
told(issubclass, int, 4)
told(isinstance, 3, (str, (int, 4)))
told(type.__instancecheck__, int, True)
told(type.__subclasscheck__, int, bool)


class Meta(type):
    def __instancecheck__(cls, o):
        return o == 1

    def __subclasscheck__(cls, o):
        return 'yes' if o is list else ''


class M(metaclass=Meta):
    pass


print(isinstance(1, M), isinstance(2, M), isinstance(M(), M), issubclass(list, M), issubclass(M, M), issubclass(int, (str, M)))


# super, built on.
class mysuper(super):
    def __init__(self, *args):
        super(mysuper, self).__init__(*args)


class P:
    def f(self):
        return 'P'


class Q(P):
    def f(self):
        return type(self.__super).__name__, self.__super.f(), mysuper(Q, self).f()


Q._Q__super = mysuper(Q)
print(Q().f())
told(super, Q, kw=1)


# Bases that change: orders are made again, or all stays.
class Once(type):
    count = 0

    def mro(cls):
        if Once.count:
            raise RuntimeError('bozo')
        Once.count += 1
        return type.mro(cls)


class R(P):
    pass


class T(R):
    pass


class U(R, metaclass=Once):
    pass


def bases(cls, value):
    cls.__bases__ = value
    return [c.__name__ for c in cls.__mro__]


class P2:
    pass


told(bases, R, (P2,))
print([c.__name__ for c in R.__mro__], [c.__name__ for c in T.__mro__], R.__base__.__name__)
told(bases, T, (P, P))
told(bases, T, (T,))
told(bases, T, (P,))


# Modules: made empty, filled by __init__; their class can be set.
class Mod(types.ModuleType):
    a = 1

    def __init__(self, name):
        types.ModuleType.__init__(self, name, 'doc')


m = types.ModuleType.__new__(types.ModuleType)
print(hasattr(m, '__name__'), hasattr(m, 'a'))
m = types.ModuleType('m')
m.__class__ = Mod
print(m.a, Mod('n').__name__, Mod('n').__doc__)
m.__class__ = types.ModuleType
told(lambda: setattr(m, '__class__', int))
told(lambda: setattr(m, '__dict__', {}))
told(lambda: setattr(P, '__dict__', {}))


# Layouts.
class G:
    __slots__ = 'a', 'b'


class H:
    __slots__ = 'b', 'a'


class J:
    __slots__ = 'c', 'b'


g = G()
g.a = 1
g.__class__ = H
print(g.a, type(g).__name__)
told(lambda: setattr(g, '__class__', J))
told(lambda: setattr(1, '__class__', int))


# Descriptors of built-in types.
fromkeys = dict.__dict__['fromkeys']
told(lambda: fromkeys.__get__(None, None))
told(lambda: fromkeys.__get__(42))
told(lambda: fromkeys.__get__(None, int))
told(lambda: fromkeys.__get__(None, dict)([1]))
told(lambda: G.a.__set__(3, 4))
told(lambda: H.b.__delete__(3))
told(lambda: type.__dict__['__name__'].__set__(Y, 'Y.Z'))
print(Y.__name__)
b = bytearray(b'old')
bytearray.__init__(b, 'abc\xbd\u20ac', encoding='latin1', errors='replace')
print(b)
told(object.__setattr__, int, 'a', 1)
told(type, 'T', (), {'__qualname__': 1})
p = property(doc='x')
p.__doc__ = 42
print(p.__doc__)
told(lambda: setattr(p, 'fget', 1))
