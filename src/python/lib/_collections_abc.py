from abc import ABCMeta, abstractmethod
from collections import ChainMap, UserDict, UserList, _Mapping, deque
from types import CoroutineType, GeneratorType


def _check_methods(C, *methods):
    """Whether a class has all of these; None in its dict says that it has not."""
    mro = C.__mro__
    for method in methods:
        for B in mro:
            if method in B.__dict__:
                if B.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _hook(*methods):
    """A `__subclasshook__` that looks at methods, for the class itself and not those built on it."""
    names = ' '.join(methods)

    @classmethod
    def __subclasshook__(cls, C):
        if cls.__dict__.get('_asks') == names:
            return _check_methods(C, *methods)
        return NotImplemented
    return __subclasshook__


class _Meta(ABCMeta):
    """Abstract classes of this module say so."""
    def __new__(mcls, name, bases, namespace, /, asks=None, **kwargs):
        if asks:
            namespace['_asks'] = asks
            namespace['__subclasshook__'] = _hook(*asks.split())
        if namespace.get('__module__') == __name__:
            namespace['__module__'] = 'collections.abc'
        return ABCMeta.__new__(ABCMeta, name, bases, namespace, **kwargs)


class Hashable(metaclass=_Meta, asks='__hash__'):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=_Meta, asks='__await__'):
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable, metaclass=_Meta, asks='__await__ send throw close'):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        if val is None:
            if tb is None:
                raise typ
            val = typ()
        if tb is not None:
            val = val.with_traceback(tb)
        raise val

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError('coroutine ignored GeneratorExit')


class AsyncIterable(metaclass=_Meta, asks='__aiter__'):
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable, metaclass=_Meta, asks='__anext__ __aiter__'):
    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator, metaclass=_Meta, asks='__aiter__ __anext__ asend athrow aclose'):
    __slots__ = ()

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        if val is None:
            if tb is None:
                raise typ
            val = typ()
        if tb is not None:
            val = val.with_traceback(tb)
        raise val

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            pass
        else:
            raise RuntimeError('asynchronous generator ignored GeneratorExit')


class Iterable(metaclass=_Meta, asks='__iter__'):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable, metaclass=_Meta, asks='__iter__ __next__'):
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable, metaclass=_Meta, asks='__reversed__ __iter__'):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        while False:
            yield None


class Generator(Iterator, metaclass=_Meta, asks='__iter__ __next__ send throw close'):
    __slots__ = ()

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        if val is None:
            if tb is None:
                raise typ
            val = typ()
        if tb is not None:
            val = val.with_traceback(tb)
        raise val

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError('generator ignored GeneratorExit')


class Sized(metaclass=_Meta, asks='__len__'):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=_Meta, asks='__contains__'):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container, metaclass=_Meta, asks='__len__ __iter__ __contains__'):
    __slots__ = ()


class Buffer(metaclass=_Meta, asks='__buffer__'):
    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags, /):
        raise NotImplementedError


class Callable(metaclass=_Meta, asks='__call__'):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Mapping(Collection, metaclass=_Meta):
    __slots__ = ()
    __reversed__ = None
    get = _Mapping.get
    __contains__ = _Mapping.__contains__

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    @abstractmethod
    def __getitem__(self, key): ...

    @abstractmethod
    def __iter__(self): ...

    @abstractmethod
    def __len__(self): ...


class MutableMapping(Mapping, metaclass=_Meta):
    __slots__ = ()
    pop = _Mapping.pop
    popitem = _Mapping.popitem
    clear = _Mapping.clear
    update = _Mapping.update
    setdefault = _Mapping.setdefault

    @abstractmethod
    def __setitem__(self, key, value): ...

    @abstractmethod
    def __delitem__(self, key): ...


class Sequence(Reversible, Collection, metaclass=_Meta):
    __slots__ = ()

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


class MutableSequence(Sequence, metaclass=_Meta):
    __slots__ = ()

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


class Set(Collection, metaclass=_Meta):
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


class MutableSet(Set, metaclass=_Meta):
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


class MappingView(Sized, metaclass=_Meta):
    __slots__ = ('_mapping',)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return '{0.__class__.__name__}({0._mapping!r})'.format(self)


class KeysView(MappingView, Set, metaclass=_Meta):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set, metaclass=_Meta):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            v = self._mapping[key]
        except KeyError:
            return False
        return v is value or v == value

    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])


class ValuesView(MappingView, Collection, metaclass=_Meta):
    __slots__ = ()

    def __contains__(self, value):
        for key in self._mapping:
            v = self._mapping[key]
            if v is value or v == value:
                return True
        return False

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class ByteString(Sequence, metaclass=_Meta):
    __slots__ = ()


for _abstract, _types in (
        (Iterator, [type(iter(each)) for each in (b'', bytearray(), {}, [], set(), '', (), range(0), zip())]
            + [type(iter({}.values())), type(iter({}.items())), type(reversed([]))]),
        (Generator, [GeneratorType]), (Coroutine, [CoroutineType]),
        (Set, [frozenset]), (MutableSet, [set]),
        (KeysView, [type({}.keys())]), (ItemsView, [type({}.items())]), (ValuesView, [type({}.values())]),
        (Mapping, [type(type.__dict__)]), (MutableMapping, [dict, UserDict, ChainMap]),
        (Sequence, [tuple, str, range, memoryview]), (ByteString, [bytes, bytearray]),
        (MutableSequence, [list, bytearray, deque, UserList])):
    for _type in _types:
        _abstract.register(_type)
del _abstract, _types, _type
