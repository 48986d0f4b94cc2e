from abc import ABCMeta, abstractmethod
from collections import _Mapping

_BUILT_IN = {
    'Sequence': (list, tuple, str, range, bytes, bytearray), 'MutableSequence': (list, bytearray),
    'Mapping': (dict, _Mapping), 'MutableMapping': (dict, _Mapping),
    'Set': (set, frozenset, type({}.keys()), type({}.items())), 'MutableSet': (set,),
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

    def index(self, value, start=0, stop=None):
        if start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        i = start
        while stop is None or i < stop:
            try:
                v = self[i]
            except IndexError:
                break
            if v is value or v == value:
                return i
            i += 1
        raise ValueError

    def count(self, value):
        return sum(1 for v in self if v is value or v == value)


class MutableSequence(Sequence):
    __module__ = 'collections.abc'

    @abstractmethod
    def insert(self, index, value): ...

    @abstractmethod
    def __setitem__(self, index, value): ...

    @abstractmethod
    def __delitem__(self, index): ...

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(metaclass=_ABCMeta):
    __module__ = 'collections.abc'
    __slots__ = ()

    @abstractmethod
    def __contains__(self, item): ...

    @abstractmethod
    def __iter__(self): ...

    @abstractmethod
    def __len__(self): ...

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self.__le__(other)

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and self.__ge__(other)

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self.__le__(other)

    __hash__ = None

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for item in other if item in self)

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for part in (self, other) for item in part)

    __ror__ = __or__

    def __sub__(self, other):
        if not isinstance(other, Set):
            if not isinstance(other, Iterable):
                return NotImplemented
            other = self._from_iterable(other)
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        if not isinstance(other, Set):
            if not isinstance(other, Iterable):
                return NotImplemented
            other = self._from_iterable(other)
        return self._from_iterable(item for item in other if item not in self)

    def __xor__(self, other):
        if not isinstance(other, Set):
            if not isinstance(other, Iterable):
                return NotImplemented
            other = self._from_iterable(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__

    def _hash(self):
        return hash(frozenset(self))


class MutableSet(Set):
    __module__ = 'collections.abc'
    __slots__ = ()

    @abstractmethod
    def add(self, value): ...

    @abstractmethod
    def discard(self, value): ...

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        try:
            value = next(iter(self))
        except StopIteration:
            raise KeyError from None
        self.discard(value)
        return value

    def clear(self):
        try:
            while True:
                self.pop()
        except KeyError:
            pass

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it if isinstance(it, Set) else self._from_iterable(it):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        else:
            for value in it:
                self.discard(value)
        return self


def _view(name, kind):
    return _ABCMeta(name, (), {'__slots__': (), '_known': (kind,), '__module__': 'collections.abc'})


KeysView = _view('KeysView', type({}.keys()))
ItemsView = _view('ItemsView', type({}.items()))
ValuesView = _view('ValuesView', type({}.values()))
Coroutine = _pony('Coroutine', '__await__', 'send', 'throw', 'close')
AsyncIterable = _pony('AsyncIterable', '__aiter__')
AsyncIterator = _pony('AsyncIterator', '__aiter__', '__anext__')
AsyncGenerator = _pony('AsyncGenerator', '__aiter__', '__anext__', 'asend', 'athrow', 'aclose')
