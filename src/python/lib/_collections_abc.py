from abc import ABCMeta, abstractmethod
from collections import _Mapping

_BUILT_IN = {
    'Sequence': (list, tuple, str, range, bytes, bytearray), 'MutableSequence': (list, bytearray),
    'Mapping': (dict, _Mapping), 'MutableMapping': (dict, _Mapping),
    'Set': (set, frozenset), 'MutableSet': (set,),
}


def _has(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
    return False


class _ABCMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__:
            return True
        if cls.__module__ != 'collections.abc':
            return False
        if issubclass(subclass, _BUILT_IN.get(cls.__name__, ()) + tuple(cls.__dict__.get('_known', ()))):
            return True
        methods = cls.__dict__.get('_methods')
        return bool(methods) and all(_has(subclass, name) for name in methods)

    def register(cls, subclass):
        cls._known = cls.__dict__.get('_known', ()) + (subclass,)
        return subclass


def _pony(name, *methods):
    return _ABCMeta(name, (), {'__slots__': (), '_methods': methods, '__module__': 'collections.abc'})


Hashable = _pony('Hashable', '__hash__')
Iterable = _pony('Iterable', '__iter__')
Iterator = _pony('Iterator', '__iter__', '__next__')
Reversible = _pony('Reversible', '__iter__', '__reversed__')
Generator = _pony('Generator', '__iter__', '__next__', 'send', 'throw', 'close')
Sized = _pony('Sized', '__len__')
Container = _pony('Container', '__contains__')
Collection = _pony('Collection', '__len__', '__iter__', '__contains__')
Callable = _pony('Callable', '__call__')
Awaitable = _pony('Awaitable', '__await__')


class Mapping(_Mapping, metaclass=_ABCMeta):
    __module__ = 'collections.abc'

    @abstractmethod
    def __getitem__(self, key): ...

    @abstractmethod
    def __iter__(self): ...

    @abstractmethod
    def __len__(self): ...


class MutableMapping(Mapping):
    __module__ = 'collections.abc'

    @abstractmethod
    def __setitem__(self, key, value): ...

    @abstractmethod
    def __delitem__(self, key): ...


class Sequence(metaclass=_ABCMeta):
    __module__ = 'collections.abc'

    @abstractmethod
    def __getitem__(self, index): ...

    @abstractmethod
    def __len__(self): ...

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]

    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value):
        for i, v in enumerate(self):
            if v is value or v == value:
                return i
        raise ValueError

    def count(self, value):
        return sum(1 for v in self if v is value or v == value)


class MutableSequence(Sequence):
    __module__ = 'collections.abc'

    @abstractmethod
    def insert(self, index, value): ...

    def append(self, value):
        self.insert(len(self), value)


class Set(metaclass=_ABCMeta):
    __module__ = 'collections.abc'


class MutableSet(Set):
    __module__ = 'collections.abc'
