# What class statements and assignments to classes accept, and how they are refused.


def show(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


import abc


class Base:

    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k)
        cls.tag = tag
        print('init_subclass', cls.__name__, tag)


class A(Base, tag=1):
    pass


class B(A):
    pass


def bad():

    class C(A, other=2):
        pass


def c1():

    class X(int, str):
        pass


def c2():

    class X(bool):
        pass


def c3():

    class X(type(None)):
        pass


def c4():

    class X(A, Base, A):
        pass


def c5():

    class X(object, A):
        pass


def c6():

    class M1(type):
        pass

    class M2(type):
        pass

    class P(metaclass=M1):
        pass

    class Q(metaclass=M2):
        pass

    class X(P, Q):
        pass


def c7():

    class X(5):
        pass


def c8():

    class X(lambda: 1):
        pass


def c9():

    class X(metaclass=5):
        pass


def c10():

    class X(metaclass=lambda n, b, d, **k: (n, b, sorted(k))):
        pass

    class Y(int, metaclass=lambda n, b, d, **k: (n, b, sorted(k)), z=1):
        pass
    return (X, Y)


def c11():

    class X:
        __slots__ = ('a', 'a')
    return X.a


def c12():

    class X:
        __slots__ = ('a',)
        a = 1


def c13():

    class X:
        __slots__ = ('1a',)


def c14():

    class X:
        __slots__ = (5,)


def c15():

    class X(int):
        __slots__ = ('a',)
    x = X(3)
    x.a = 4
    return (x, x.a)


def c17():

    class X:
        __slots__ = ('__dict__',)
    x = X()
    x.q = 1
    return vars(x)


def c18():

    class X:
        __slots__ = {'a': 'doc of a'}
    return (X.a.__doc__, repr(X.a), X().a)


def c19():

    class X(abc.ABC):

        @abc.abstractmethod
        def f(self):
            pass

        @property
        @abc.abstractmethod
        def g(self):
            pass
    X()


def c20():

    class X(abc.ABC):

        @abc.abstractmethod
        def f(self):
            pass

    class Y(X):

        def f(self):
            return super().f()
    return (Y().f(), X.__abstractmethods__, Y.__abstractmethods__)


def c21():

    class M(type):

        def __prepare__(name, bases, **k):
            print('prepare', name, bases, k)
            return {'pre': 1}

        def __new__(m, n, b, d, **k):
            print('new', sorted((x for x in d if x[0] != '_')))
            return super().__new__(m, n, b, d)

        def __init__(c, n, b, d, **k):
            print('init', k)

        def __call__(c, *a):
            print('call', a)
            return super().__call__(*a)

    class X(metaclass=M, opt=3):
        y = 1

        def __init__(self, q):
            print('X', q)
    X(5)
    return X.pre


def c22():

    class X:

        def __new__(cls, *a):
            print('new', a)
            return super().__new__(cls)

        def __init__(self, *a):
            print('init', a)

    class Y(X):

        def __new__(cls, *a):
            return 5
    X(1)
    return Y(2)


def c23():

    class X:

        def __init__(self):
            return 5
    X()


def c24():

    class X:

        def __class_getitem__(cls, i):
            return (cls.__name__, i)
    return (X[1, 2], X[int])


def c25():
    return A[1]


def c26():

    class X:
        pass

    class Y:
        __slots__ = ()
    x = X()
    x.__class__ = Y


def c27():

    class X:
        pass

    class Y:
        pass
    x = X()
    x.__class__ = Y
    return type(x).__name__


def c28():
    5 .__class__ = str


def c29():
    x = A()
    x.__class__ = 5


def c30():

    class X:

        def __eq__(self, o):
            return True
    return (X.__hash__, hash(X()))


def c31():
    return (A.__mro__[1].__name__, A.mro()[0].__name__, A.__bases__, A.__base__.__name__, [c.__name__ for c in Base.__subclasses__()])


def c32():
    del A.__module__


def c33():
    A.__name__ = 5


def c34():
    int.x = 5


def c35():
    del int.real


def c36():
    A.__name__ = 'a\x00b'


def c37():
    del A.__name__


def c38():

    class X:
        """doc"""
        x: int = 1
        y: 'str'
    return (X.__doc__, X.__annotations__, hasattr(X, 'y'))


def c39():

    class X(dict):

        def __missing__(self, k):
            return k * 2
    return (X()[2], X().get(3), {**X(a=1)})


def c40():

    class X(str):

        def __new__(cls, v):
            return super().__new__(cls, v * 2)
    x = X('ab')
    x.q = 1
    return (x, x.upper().__class__.__name__, x + 'c', vars(x))


def c41():

    class X(Exception):

        def __init__(self, a):
            super().__init__(a, 'more')
            self.a = a

        def __str__(self):
            return 'X<%s>' % self.a
    raise X(1)


def c42():
    type.__call__(5)


def c43():
    return (type('T', (), {})(),)


def c44():

    class X:

        def __getattribute__(self, n):
            return ('ga', n)
    return (X().a, X().__dict__, X().__class__, len.__call__([1]))


def c45():

    class X:
        x = 1
    x = X()
    x.x += 1
    del x.x
    return (x.x, X.x)


show(
    bad, *[v for k, v in list(globals().items()) if k[0] == 'c' and k[1:].isdigit() and (k not in ('c43', 'c37'))],
)
print(issubclass(B, Base), isinstance(B(), A), B.tag, A.tag)
try:
    c37()
except TypeError as e:
    print(e)
