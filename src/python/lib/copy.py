from copyreg import dispatch_table
from weakref import ref as _ref


class Error(Exception):
    pass


error = Error
_SHARED = (type(None), int, float, bool, complex, str, bytes, type, range,
           type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0), type((lambda: 0).__code__),
           _ref, property)


class _Bound:
    def method(self):
        pass


_Method = type(_Bound().method)
del _Bound


def copy(x):
    cls = type(x)
    if cls in _SHARED or cls in (tuple, frozenset, slice):
        return x
    if cls in (list, dict, set, bytearray):
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        parts = reductor(x)
    else:
        reductor = getattr(x, '__reduce_ex__', None)
        if reductor is not None:
            parts = reductor(4)
        else:
            reductor = getattr(x, '__reduce__', None)
            if reductor is None:
                raise Error('un(shallow)copyable object of type %s' % cls)
            parts = reductor()
    if isinstance(parts, str):
        return x
    return _reconstruct(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    d = id(x)
    if memo is None:
        memo = {}
    else:
        known = memo.get(d, _nil)
        if known is not _nil:
            return known
    cls = type(x)
    if cls in _SHARED:
        return x
    y = _deepcopied(x, cls, memo)
    if y is not x:
        memo[d] = y
        _keep_alive(x, memo)
    return y


def _keep_alive(x, memo):
    """What was copied lives as long as the memo: its id must not be taken by another."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deepcopied(x, cls, memo):
    if cls is list:
        y = []
        memo[id(x)] = y
        append = y.append
        for item in x:
            append(deepcopy(item, memo))
        return y
    if cls is tuple:
        return _deepcopied_tuple(x, memo)
    if cls is dict:
        y = {}
        memo[id(x)] = y
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
        return y
    if cls is _Method:
        return cls(x.__func__, deepcopy(x.__self__, memo))
    if issubclass(cls, type):
        return x
    copier = getattr(x, '__deepcopy__', None)
    if copier is not None:
        return copier(memo)
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        parts = reductor(x)
    else:
        reductor = getattr(x, '__reduce_ex__', None)
        if reductor is not None:
            parts = reductor(4)
        else:
            reductor = getattr(x, '__reduce__', None)
            if reductor is None:
                raise Error('un(deep)copyable object of type %s' % cls)
            parts = reductor()
    return x if isinstance(parts, str) else _reconstruct(x, memo, *parts)


def _deepcopied_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A copy of one of them may have made the whole.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *, deepcopy=deepcopy):
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    cls = obj.__class__
    func = getattr(cls, '__replace__', None)
    if func is None:
        raise TypeError('replace() does not support %s objects' % cls.__name__)
    return func(obj, **changes)
