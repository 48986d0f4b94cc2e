from sys import version_info
from _functools import _lru_cache_wrapper, partial, reduce

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__')
WRAPPER_ASSIGNMENTS += ('__annotate__' if version_info >= (3, 14) else '__annotations__',)
if version_info >= (3, 12):
    WRAPPER_ASSIGNMENTS += ('__type_params__',)
_has_parameters = version_info >= (3, 9)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=('__dict__',)):
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


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=('__dict__',)):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class _Key:
    __slots__ = ('_compare', 'obj')

    def __init__(self, compare):
        self._compare = compare

    def __call__(self, *args, **kwargs):
        if len(args) + len(kwargs) != 1 or (kwargs and 'obj' not in kwargs):
            if not args and 'obj' not in kwargs:
                raise TypeError("K() missing required argument 'obj' (pos 1)")
            raise TypeError('K() takes at most 1 argument (%d given)' % (len(args) + len(kwargs)))
        made = _Key(self._compare)
        made.obj = args[0] if args else kwargs['obj']
        return made

    def _order(self, other):
        if not isinstance(other, _Key):
            raise TypeError('other argument must be K instance')
        return self._compare(self.obj, other.obj)

    def __lt__(self, other):
        return self._order(other) < 0

    def __gt__(self, other):
        return self._order(other) > 0

    def __eq__(self, other):
        return self._order(other) == 0

    def __le__(self, other):
        return self._order(other) <= 0

    def __ge__(self, other):
        return self._order(other) >= 0

    def __hash__(self):
        raise TypeError("unhashable type: 'functools.KeyWrapper'")


def cmp_to_key(*args, **kwargs):
    if len(args) + len(kwargs) != 1 or (kwargs and 'mycmp' not in kwargs):
        if not args and 'mycmp' not in kwargs:
            raise TypeError("cmp_to_key() missing required argument 'mycmp' (pos 1)")
        raise TypeError('cmp_to_key() takes at most 1 argument (%d given)' % (len(args) + len(kwargs)))
    return _Key(args[0] if args else kwargs['mycmp'])


def total_ordering(cls):
    if '__lt__' in cls.__dict__:
        cls.__gt__ = lambda self, other: not (self < other or self == other)
        cls.__le__ = lambda self, other: self < other or self == other
        cls.__ge__ = lambda self, other: not self < other
    elif '__gt__' in cls.__dict__:
        cls.__lt__ = lambda self, other: not (self > other or self == other)
        cls.__ge__ = lambda self, other: self > other or self == other
        cls.__le__ = lambda self, other: not self > other
    elif '__le__' in cls.__dict__:
        cls.__ge__ = lambda self, other: not self <= other or self == other
        cls.__lt__ = lambda self, other: self <= other and not self == other
        cls.__gt__ = lambda self, other: not self <= other
    elif '__ge__' in cls.__dict__:
        cls.__le__ = lambda self, other: not self >= other or self == other
        cls.__gt__ = lambda self, other: self >= other and not self == other
        cls.__lt__ = lambda self, other: not self >= other
    else:
        raise ValueError('must define at least one ordering operation: < > <= >=')
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


def cache(func, /):
    return lru_cache(maxsize=None)(func)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value


def _rank(cls, registered):
    """The registered class that is nearest: in the order of its bases, abstract ones after those that have them."""
    for base in cls.__mro__[:-1]:
        if base in registered:
            return base
        abstract = [r for r in registered if r not in cls.__mro__ and issubclass(base, r)
                    and not any(issubclass(b, r) for b in cls.__mro__ if b is not base and issubclass(base, b))]
        # What stands for another one that fits as well comes after it.
        first = [r for r in abstract if not any(
            o is not r and o not in cls.__mro__ and issubclass(cls, o) and issubclass(o, r) for o in registered)]
        if first:
            if len(first) > 1:
                raise RuntimeError('Ambiguous dispatch: {} or {}'.format(first[0], first[1]))
            return first[0]
    return object


def singledispatch(func):
    registry = {object: func}
    cache = {}
    name = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        if cls not in cache:
            cache[cls] = registry[cls] if cls in registry else registry[_rank(cls, registry)]
        return cache[cls]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            # Its first annotation says for which type.
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(
                    'Invalid first argument to `register()`: %r. Use either `@register(some_class)` or '
                    'plain `@register` on an annotated function.' % (cls,))
            cls, func = next(iter(annotations.values())), cls
            if not isinstance(cls, type):
                raise TypeError('Invalid annotation for %r. %r is not a class.' % (name, cls))
        elif not isinstance(cls, type):
            raise TypeError('Invalid first argument to `register()`. %r is not a class.' % (cls,))
        registry[cls] = func
        cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError('%s requires at least 1 positional argument' % name)
        return dispatch(args[0].__class__)(*args, **kw)

    update_wrapper(wrapper, func)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = cache.clear
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        return update_wrapper(method, self.func)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        found = self.func if get is None else get(obj, cls)
        if obj is None and found is self.func:
            return lambda self_, *args, **kw: self.func(self_, *self.args, *args, **{**self.keywords, **kw})
        return partial(found, *self.args, **self.keywords)
