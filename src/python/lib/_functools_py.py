"""`functools` without its native part, as programs find it that forbid the import of `_functools`."""

_missing = object()
# Programs may put a function of their own, cached here, in its place.
_len = len


class partial:
    """The function with arguments that it has already."""
    __module__ = 'functools'
    __slots__ = 'func', 'args', 'keywords', '__dict__', '__weakref__'

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        cls = type(self)
        if _running(self):
            return '...'
        _reprs.append(id(self))
        try:
            parts = [repr(self.func), *map(repr, self.args)]
            parts.extend('{}={!r}'.format(*pair) for pair in self.keywords.items())
        finally:
            _reprs.pop()
        name = cls.__qualname__
        if cls.__module__ == 'functools':
            name = 'functools.' + name
        return '{}({})'.format(name, ', '.join(parts))

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError('argument to __setstate__ must be a tuple')
        if len(state) != 4:
            raise TypeError('expected 4 items in state, got %d' % len(state))
        func, args, keywords, namespace = state
        if (not callable(func) or not isinstance(args, tuple)
                or not (keywords is None or isinstance(keywords, dict))
                or not (namespace is None or isinstance(namespace, dict))):
            raise TypeError('invalid partial state')
        self.__dict__ = {} if namespace is None else namespace
        self.func = func
        self.args = tuple(args)
        if keywords is None:
            keywords = {}
        elif type(keywords) is not dict:
            keywords = dict(keywords)
        self.keywords = keywords


_reprs = []


def _running(obj):
    return id(obj) in _reprs


def reduce(function, sequence, initial=_missing, /):
    it = iter(sequence)
    if initial is _missing:
        try:
            value = next(it)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for element in it:
        value = function(value, element)
    return value


class _CallKey:
    """The arguments of a call as a key: hashed once, when it is made."""
    __slots__ = ('parts', 'hashed')

    def __init__(self, parts):
        self.parts = parts
        self.hashed = hash(parts)

    def __hash__(self):
        return self.hashed

    def __eq__(self, other):
        return isinstance(other, _CallKey) and self.parts == other.parts


def _key_of(args, named, typed):
    """Keywords count in their order; with `typed` also the class of each argument. One int or str is its own key."""
    if _len(args) == 1 and not named and not typed and type(args[0]) in (int, str):
        return args[0]
    classes = [type(value) for value in (*args, *named.values())] if typed else ()
    return _CallKey((args, tuple(named.items()), *classes))


def _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo):
    """The cache in Python: a dict in the order of use."""
    cache = {}
    hits = misses = 0
    lock = _lock()

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return user_function(*args, **kwds)
        key = _key_of(args, kwds, typed)
        with lock:
            if key in cache:
                hits += 1
                if maxsize is not None:
                    cache[key] = cache.pop(key)
                return cache[key]
            misses += 1
        result = user_function(*args, **kwds)
        with lock:
            if key not in cache:
                if maxsize is not None and _len(cache) >= maxsize:
                    del cache[next(iter(cache))]
                cache[key] = result
        return result

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, _len(cache))

    def cache_clear():
        nonlocal hits, misses
        cache.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


def _lock():
    from threading import RLock
    return RLock()


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
