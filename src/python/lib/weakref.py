from _weakref import (getweakrefcount, getweakrefs, ref, proxy, ReferenceType, ProxyType,
    CallableProxyType)
from sys import version_info

ProxyTypes = (ProxyType, CallableProxyType)
# To 3.13 containers have a list of what dies while they are iterated. Here they iterate over copies.
_GUARDS = version_info < (3, 14)


class KeyedRef(ref):
    __slots__ = ('key',)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakMethod(ref):
    __slots__ = ('_func_ref', '_meth_type', '_alive', '__weakref__')

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError('argument should be a bound method, not {}'.format(type(meth))) from None

        def died(_):
            # The instance or the function, whichever goes first.
            self = to_self()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, died)
        self._func_ref = ref(func, died)
        self._meth_type = type(meth)
        self._alive = True
        to_self = ref(self)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        # Dead ones are equal to themselves.
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return not self == other

    __hash__ = ref.__hash__

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return func.__get__(obj, type(obj))


class WeakValueDictionary:
    def __init__(self, other=(), /, **kw):
        # The second default is what CPython's takes an entry out with: the tuple of defaults has two items.
        def remove(wr, selfref=ref(self), _delete=dict.__delitem__):
            self = selfref()
            if self is not None and self.data.get(wr.key) is wr:
                _delete(self.data, wr.key)
        self._remove = remove
        if _GUARDS:
            self._pending_removals, self._iterating = [], set()
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        o = self.data[key]()
        if o is None:
            raise KeyError(key)
        return o

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        r = self.data.get(key)
        return r is not None and r() is not None

    def __iter__(self):
        for key, r in list(self.data.items()):
            if r() is not None:
                yield key

    def __repr__(self):
        return '<%s at %#x>' % (self.__class__.__name__, id(self))

    def get(self, key, default=None):
        r = self.data.get(key)
        o = None if r is None else r()
        return default if o is None else o

    def keys(self):
        return iter(self)

    def values(self):
        for r in list(self.data.values()):
            o = r()
            if o is not None:
                yield o

    def items(self):
        for key, r in list(self.data.items()):
            o = r()
            if o is not None:
                yield key, o

    def valuerefs(self):
        return list(self.data.values())

    def pop(self, key, *args):
        r = self.data.pop(key, None)
        o = None if r is None else r()
        if o is not None:
            return o
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        o = self.get(key)
        if o is None:
            self[key] = default
            return default
        return o

    def update(self, other=None, /, **kw):
        if other is not None:
            for key, value in (other if hasattr(other, 'items') else dict(other)).items():
                self[key] = value
        for key, value in kw.items():
            self[key] = value

    def popitem(self):
        while True:
            key, r = self.data.popitem()
            o = r()
            if o is not None:
                return key, o

    def itervaluerefs(self):
        yield from list(self.data.values())

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, o in self.items():
            new[deepcopy(key, memo)] = o
        return new

    def __or__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        joined = self.copy()
        joined.update(other)
        return joined

    def __ror__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        joined = self.__class__()
        joined.update(other)
        joined.update(self)
        return joined

    def __ior__(self, other):
        self.update(other)
        return self

    def clear(self):
        self.data.clear()

    def __eq__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def copy(self):
        new = WeakValueDictionary()
        for key, o in self.items():
            new[key] = o
        return new


class WeakKeyDictionary:
    def __init__(self, dict=None):
        self.data = {}

        def remove(k, selfref=ref(self)):
            self = selfref()
            if self is not None and k in self.data:
                del self.data[k]
        self._remove = remove
        if _GUARDS:
            self._pending_removals, self._iterating = [], set()
            self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for r in list(self.data):
            o = r()
            if o is not None:
                yield o

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def keys(self):
        return iter(self)

    def keyrefs(self):
        return list(self.data)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            r, value = self.data.popitem()
            o = r()
            if o is not None:
                return o, value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            for key, value in (dict if hasattr(dict, 'items') else type({})(dict)).items():
                self[key] = value
        if kwargs:
            self.update(kwargs)

    def __eq__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        joined = self.copy()
        joined.update(other)
        return joined

    def __ror__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        joined = self.__class__()
        joined.update(other)
        joined.update(self)
        return joined

    def __ior__(self, other):
        self.update(other)
        return self

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new

    def clear(self):
        self.data.clear()

    def __repr__(self):
        return '<%s at %#x>' % (self.__class__.__name__, id(self))

    def values(self):
        return iter(list(self.data.values()))

    def items(self):
        for r, value in list(self.data.items()):
            o = r()
            if o is not None:
                yield o, value


class WeakSet:
    def __init__(self, data=None):
        self.data = set()

        def forget(item, to_set=ref(self)):
            known = to_set()
            if known is not None:
                known.data.discard(item)
        self._remove = forget
        if _GUARDS:
            self._pending_removals, self._iterating = [], set()
        if data is not None:
            self.update(data)

    def __iter__(self):
        for r in list(self.data):
            item = r()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self)

    def _apply(self, other, method):
        return self.__class__(method(set(self), set(other)))

    def difference(self, other):
        return self._apply(other, set.difference)

    def intersection(self, other):
        return self._apply(other, set.intersection)

    def union(self, other):
        return self._apply(other, set.union)

    def symmetric_difference(self, other):
        return self._apply(other, set.symmetric_difference)

    __sub__, __and__, __or__, __xor__ = difference, intersection, union, symmetric_difference

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection_update(self, other):
        kept = set(other)
        for item in list(self):
            if item not in kept:
                self.discard(item)

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __ior__(self, other):
        self.update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    __hash__ = None

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            if not self.data:
                raise KeyError('pop from empty WeakSet')
            item = self.data.pop()()
            if item is not None:
                return item


class finalize:
    __slots__ = ()
    _registry = {}
    _shutdown = False
    _at_exit = False

    class _Info:
        __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit', 'index')

    _index = 0

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit:
            import atexit
            atexit.register(finalize._exit)
            finalize._at_exit = True
        info = finalize._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        finalize._index += 1
        info.index = finalize._index
        finalize._registry[self] = info

    def __call__(self, _=None):
        info = finalize._registry.pop(self, None)
        if info is not None and not finalize._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and finalize._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        return self in finalize._registry

    @property
    def atexit(self):
        info = finalize._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = finalize._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        shown = 'dead' if obj is None else 'for %r at %#x' % (type(obj).__name__, id(obj))
        return '<%s object at %#x; %s>' % (type(self).__name__, id(self), shown)

    @classmethod
    def _exit(cls):
        pending = [(info.index, f) for f, info in cls._registry.items() if info.atexit]
        pending.sort(reverse=True, key=lambda pair: pair[0])
        for _, f in pending:
            f()
        finalize._shutdown = True
