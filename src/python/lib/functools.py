from sys import version_info

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__')
WRAPPER_ASSIGNMENTS += ('__annotate__' if version_info >= (3, 14) else '__annotations__',)
if version_info >= (3, 12):
    WRAPPER_ASSIGNMENTS += ('__type_params__',)
WRAPPER_UPDATES = ('__dict__',)
_has_parameters = version_info >= (3, 9)


_missing = object()


try:
    from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
except ImportError:
    from _functools_py import _lru_cache_wrapper, cmp_to_key, partial, reduce


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            continue
        setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _negated(op):
    def method(self, other):
        found = op(self, other)
        return found if found is NotImplemented else not found
    return method


def _or_equal(op):
    def method(self, other):
        found = op(self, other)
        return found if found is NotImplemented else found or self == other
    return method


def _and_differs(op):
    def method(self, other):
        found = op(self, other)
        return found if found is NotImplemented else found and self != other
    return method


def _not_or_equal(op):
    def method(self, other):
        found = op(self, other)
        return found if found is NotImplemented else not found or self == other
    return method


def _not_and_differs(op):
    def method(self, other):
        found = op(self, other)
        return found if found is NotImplemented else not found and self != other
    return method


# What the others are made of, by the one that is there.
_DERIVED = {
    '__lt__': {'__gt__': _not_and_differs, '__le__': _or_equal, '__ge__': _negated},
    '__le__': {'__ge__': _not_or_equal, '__lt__': _and_differs, '__gt__': _negated},
    '__gt__': {'__lt__': _not_and_differs, '__ge__': _or_equal, '__le__': _negated},
    '__ge__': {'__le__': _not_or_equal, '__gt__': _and_differs, '__lt__': _negated},
}


def _asked(name):
    """The method of the operand's own type, as the comparison would find it."""
    def ask(self, other):
        return getattr(type(self), name)(self, other)
    return ask


def total_ordering(cls):
    roots = {op for op in _DERIVED if getattr(cls, op, None) is not getattr(object, op, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for name, make in _DERIVED[root].items():
        if name not in roots:
            method = make(_asked(root))
            method.__name__ = name
            method.__qualname__ = name
            method.__doc__ = 'Return a %s b.  Computed by @total_ordering.' % name
            setattr(cls, name, method)
    return cls


class CacheInfo(tuple):
    __slots__ = ()
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)


_CacheInfo = CacheInfo


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        func, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(func, maxsize, typed, _CacheInfo)
        if _has_parameters:
            wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, func)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(func):
        wrapper = _lru_cache_wrapper(func, maxsize, typed, _CacheInfo)
        if _has_parameters:
            wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, func)
    return decorating_function


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func, self.attrname = func, None
        self.__doc__, self.__module__ = func.__doc__, func.__module__

    def __set_name__(self, owner, name):
        if self.attrname in (None, name):
            self.attrname = name
        else:
            raise TypeError('Cannot assign the same cached_property to two different names (%r and %r).'
                            % (self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            known = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on %r instance to cache %r property."
                            % (type(instance).__name__, self.attrname)) from None
        value = known.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                known[self.attrname] = value
            except TypeError:
                raise TypeError("The '__dict__' attribute on %r instance does not support item assignment for "
                                "caching %r property." % (type(instance).__name__, self.attrname)) from None
        return value


def _rank(cls, registered):
    """The registered class that is nearest: in the order of its bases, abstract ones after those that have them."""
    for base in cls.__mro__[:-1]:
        if base in registered:
            return base
        abstract = [r for r in registered if r not in cls.__mro__ and issubclass(base, r)
                    and not any(issubclass(b, r) for b in cls.__mro__ if b is not base and issubclass(base, b))]
        # A class that is a base of another one that fits comes after it.
        first = [r for r in abstract if not any(
            o is not r and o not in cls.__mro__ and issubclass(cls, o) and issubclass(o, r) for o in registered)]
        if first:
            if len(first) > 1:
                raise RuntimeError('Ambiguous dispatch: {} or {}'.format(first[0], first[1]))
            return first[0]
    return object


def singledispatch(func):
    import weakref
    from abc import get_cache_token
    registry = {}
    # What was found for a class, until a class is registered here or with an abstract one.
    nearest = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        nonlocal token
        if token is not None and token != get_cache_token():
            token = get_cache_token()
            nearest.clear()
        if cls not in nearest:
            nearest[cls] = registry[cls if cls in registry else _rank(cls, registry)]
        return nearest[cls]

    def parts_of(cls):
        """The classes of a union."""
        return cls.__args__ if type(cls).__name__ in ('UnionType', 'Union') else None

    def is_valid(cls):
        if isinstance(cls, type):
            return True
        parts = parts_of(cls)
        return parts is not None and all(isinstance(part, type) for part in parts)

    def register(cls, func=None):
        nonlocal token
        if is_valid(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError('Invalid first argument to `register()`. %r is not a class%s.'
                                % (cls, ' or union type' if version_info >= (3, 11) else ''))
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(
                    'Invalid first argument to `register()`: %r. Use either `@register(some_class)` or '
                    'plain `@register` on an annotated function.' % (cls,))
            func = cls
            from typing import get_type_hints
            argname, cls = next(iter(get_type_hints(func).items()))
            if not is_valid(cls):
                if parts_of(cls) is not None:
                    raise TypeError('Invalid annotation for %r. %r not all arguments are classes.' % (argname, cls))
                raise TypeError('Invalid annotation for %r. %r is not a class.' % (argname, cls))
        for each in parts_of(cls) or (cls,):
            registry[each] = func
        if token is None and any(hasattr(each, '__abstractmethods__') for each in parts_of(cls) or (cls,)):
            token = get_cache_token()
        nearest.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError('%s requires at least 1 positional argument' % funcname)
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = nearest.clear
    update_wrapper(wrapper, func)
    return wrapper


_is_abstract = property(lambda self: getattr(self.func, '__isabstractmethod__', False))


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('%r is not callable or a descriptor' % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def dispatched(*args, **kwargs):
            if args:
                return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
            raise TypeError('%s requires at least 1 positional argument'
                            % getattr(self.func, '__name__', 'singledispatchmethod method'))
        dispatched.register, dispatched.__isabstractmethod__ = self.register, self.__isabstractmethod__
        return update_wrapper(dispatched, self.func)

    __isabstractmethod__ = _is_abstract


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('{!r} is not callable or a descriptor'.format(func))
        if isinstance(func, partialmethod):
            # One with the arguments of both.
            func, args, keywords = func.func, func.args + args, {**func.keywords, **keywords}
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = self.__class__
        parts = [repr(self.func), *map(repr, self.args)]
        parts.extend('{}={!r}'.format(*pair) for pair in self.keywords.items())
        return '{}.{}({})'.format(cls.__module__, cls.__qualname__, ', '.join(parts))

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        func = self.func
        # What binds itself to nothing else, as a plain callable, gets the instance as an argument.
        if not hasattr(func, '__get__') or isinstance(func, partial):
            bound = func
        else:
            bound = func.__get__(obj, cls)
        if bound is func:
            return self._make_unbound_method().__get__(obj, cls)
        method = partial(bound, *self.args, **self.keywords)
        if hasattr(bound, '__self__'):
            method.__self__ = bound.__self__
        return method

    __isabstractmethod__ = _is_abstract


class _HashedSeq(list):
    """The key of a cache in Python: a list that knows its hash. The built-in cache needs none."""
    __slots__ = 'hashvalue'
