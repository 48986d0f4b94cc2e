from abc import ABCMeta, abstractmethod
from collections import ChainMap, UserDict, UserList, UserString, _Mapping, _exhaust, _look_up, _missing, deque
from itertools import count as _count
from sys import version_info as _version
from types import AsyncGeneratorType, CoroutineType, GeneratorType

__all__ = (
    'Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable Iterator Generator Reversible '
    'Sized Container Callable Collection Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView '
    'ValuesView Sequence MutableSequence ByteString' + (' Buffer' if _version >= (3, 12) else '')).split()


def _check_methods(C, *methods):
    """Whether a class has all of these; None in the first dict that has the name says that it has not."""
    dicts = [base.__dict__ for base in C.__mro__]
    for name in methods:
        if next((each[name] for each in dicts if name in each), None) is None:
            return NotImplemented
    return True


def _abstract(name, bases, namespace, asks=''):
    """Makes an abstract class of this module. `asks` names the methods by which it knows others, for itself alone."""
    if asks:
        def __subclasshook__(cls, C):
            return _check_methods(C, *asks.split()) if cls is made else NotImplemented
        namespace['__subclasshook__'] = classmethod(__subclasshook__)
    namespace['__module__'] = 'collections.abc'
    made = ABCMeta(name, bases, namespace)
    return made


def _to_raise(typ, val, tb):
    """What `throw` raises: a class or an error alone as it is."""
    if val is None and tb is None:
        return typ
    error = typ() if val is None else val
    return error if tb is None else error.with_traceback(tb)


class Hashable(metaclass=_abstract, asks='__hash__'):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=_abstract, asks='__await__'):
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable, metaclass=_abstract, asks='__await__ send throw close'):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise _to_raise(typ, val, tb)

    def close(self):
        _close(self, 'coroutine')


class AsyncIterable(metaclass=_abstract, asks='__aiter__'):
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable, metaclass=_abstract, asks='__anext__ __aiter__'):
    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator, metaclass=_abstract, asks='__aiter__ __anext__ asend athrow aclose'):
    __slots__ = ()

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        raise _to_raise(typ, val, tb)

    async def aclose(self):
        ended = False
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            ended = True
        if not ended:
            raise RuntimeError('asynchronous generator ignored GeneratorExit')


class Iterable(metaclass=_abstract, asks='__iter__'):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()


class Iterator(Iterable, metaclass=_abstract, asks='__iter__ __next__'):
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable, metaclass=_abstract, asks='__reversed__ __iter__'):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


def _close(generator, kind):
    """Throws GeneratorExit into it, after which it must have ended; gives what it returned."""
    try:
        generator.throw(GeneratorExit)
    except GeneratorExit:
        return None
    except StopIteration as end:
        return end.value
    raise RuntimeError(kind + ' ignored GeneratorExit')


class Generator(Iterator, metaclass=_abstract, asks='__iter__ __next__ send throw close'):
    __slots__ = ()

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise _to_raise(typ, val, tb)

    def close(self):
        returned = _close(self, 'generator')
        if _version >= (3, 13):
            return returned


class Sized(metaclass=_abstract, asks='__len__'):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=_abstract, asks='__contains__'):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container, metaclass=_abstract, asks='__len__ __iter__ __contains__'):
    __slots__ = ()


if _version >= (3, 12):
    class Buffer(metaclass=_abstract, asks='__buffer__'):
        __slots__ = ()

        @abstractmethod
        def __buffer__(self, flags: int, /) -> memoryview:
            raise NotImplementedError

    for _type in (bytes, bytearray, memoryview):
        Buffer.register(_type)


class Callable(metaclass=_abstract, asks='__call__'):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Mapping(Collection, metaclass=_abstract):
    __slots__ = ()
    __reversed__ = None
    __contains__, get = _Mapping.__contains__, _Mapping.get

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented


class MutableMapping(Mapping, metaclass=_abstract):
    __slots__ = ()
    pop, popitem, clear = _Mapping.pop, _Mapping.popitem, _Mapping.clear
    update, setdefault = _Mapping.update, _Mapping.setdefault

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError


def _numbered(sequence, indices):
    """(index, item) for each index, until an item is not there."""
    for index in indices:
        try:
            item = sequence[index]
        except IndexError:
            return
        yield index, item


class Sequence(Reversible, Collection, metaclass=_abstract):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        try:
            for place in _count():
                item = self[place]
                yield item
        except IndexError:
            pass

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]

    def index(self, value, start=0, stop=None):
        if start < 0:
            start = max(start + len(self), 0)
        if stop is None:
            indices = _count(start)
        else:
            indices = range(start, stop if stop >= 0 else stop + len(self))
        for index, item in _numbered(self, indices):
            if item is value or item == value:
                return index
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)


class MutableSequence(Sequence, metaclass=_abstract):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        _exhaust(self.pop, IndexError)

    def reverse(self):
        left, right = 0, len(self) - 1
        while left < right:
            self[left], self[right] = self[right], self[left]
            left, right = left + 1, right - 1

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


def _as_set(own, other):
    """The other operand as a set, made as `own` makes its results; None when it has no items."""
    if not isinstance(other, Set) and isinstance(other, Iterable):
        other = own._from_iterable(other)
    return other if isinstance(other, Set) else None


class Set(Collection, metaclass=_abstract):
    __slots__ = ()

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
        without = _as_set(self, other)
        if without is None:
            return NotImplemented
        return self._from_iterable(item for item in self if item not in without)

    def __rsub__(self, other):
        of = _as_set(self, other)
        return NotImplemented if of is None else self._from_iterable(item for item in of if item not in self)

    def __xor__(self, other):
        others = _as_set(self, other)
        return NotImplemented if others is None else (self - others) | (others - self)

    __rxor__ = __xor__

    def _hash(self):
        return hash(frozenset(self))


class MutableSet(Set, metaclass=_abstract):
    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            break
        else:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        _exhaust(self.pop, KeyError)

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
            return self.__isub__(it)
        for value in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if value in self else self.add
            change(value)
        return self

    def __isub__(self, it):
        if it is not self:
            for value in it:
                self.discard(value)
            return self
        self.clear()
        return self


class MappingView(Sized, metaclass=_abstract):
    __slots__ = ('_mapping',)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self._mapping)


class KeysView(MappingView, Set, metaclass=_abstract):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set, metaclass=_abstract):
    __slots__ = ()
    _from_iterable = KeysView.__dict__['_from_iterable']

    def __contains__(self, item):
        key, wanted = item
        found = _look_up(self._mapping, key, _missing)
        return found is not _missing and (found is wanted or found == wanted)

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection, metaclass=_abstract):
    __slots__ = ()

    def __contains__(self, value):
        mapping = self._mapping
        return any(found is value or found == value for found in (mapping[key] for key in mapping))

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class ByteString(Sequence, metaclass=_abstract):
    __slots__ = ()


for _class, _types in (
        (Iterator, [type(iter(each)) for each in (b'', bytearray(), {}, [], set(), '', (), range(0), zip())]
            + [type(iter({}.values())), type(iter({}.items())), type(reversed([]))]),
        (Generator, [GeneratorType]), (Coroutine, [CoroutineType]), (AsyncGenerator, [AsyncGeneratorType]),
        (Set, [frozenset]), (MutableSet, [set]),
        (KeysView, [type({}.keys())]), (ItemsView, [type({}.items())]), (ValuesView, [type({}.values())]),
        (Mapping, [type(type.__dict__)]), (MutableMapping, [dict, UserDict, ChainMap]),
        (Sequence, [tuple, str, range, memoryview, UserString]), (ByteString, [bytes, bytearray]),
        (MutableSequence, [list, bytearray, deque, UserList])):
    for _type in _types:
        _class.register(_type)
del _class, _types, _type
if _version >= (3, 9):
    for _class in (Awaitable, AsyncIterable, Iterable, Container, MappingView, Callable):
        _class.__class_getitem__ = classmethod(type(list[int]))
    del _class
