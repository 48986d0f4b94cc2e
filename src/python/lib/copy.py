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


_UNCHANGED = _SHARED + (tuple, frozenset, slice)
_COPIED = {each: each.copy for each in (list, dict, set, bytearray)}


def _taken_apart(x, cls, how):
    """What an object is made of anew."""
    function = dispatch_table.get(cls)
    if function is not None:
        return function(x)
    function = getattr(x, '__reduce_ex__', None)
    if function is not None:
        return function(4)
    function = getattr(x, '__reduce__', None)
    if function is not None:
        return function()
    raise Error('un(%s)copyable object of type %s' % (how, cls))


def copy(x):
    cls = type(x)
    if cls in _UNCHANGED:
        return x
    copier = _COPIED.get(cls)
    if copier is not None:
        return copier(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    parts = _taken_apart(x, cls, 'shallow')
    return x if isinstance(parts, str) else _reconstruct(x, None, *parts)


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
    copier = _COPIERS.get(cls)
    if copier is not None:
        y = copier(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier is not None:
            y = copier(memo)
        else:
            parts = _taken_apart(x, cls, 'deep')
            y = x if isinstance(parts, str) else _reconstruct(x, memo, *parts)
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


def _copied_list(x, memo):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _copied_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _copied_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A copy of one of them may have made the whole.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _copied_method(x, memo):
    return _Method(x.__func__, deepcopy(x.__self__, memo))


_COPIERS = {list: _copied_list, dict: _copied_dict, tuple: _copied_tuple, _Method: _copied_method}


def _reconstruct(x, memo, func, args, state=None, items=None, pairs=None):
    """Puts an object together from what its reduction gave; without a memo, of the parts themselves."""
    deep = memo is not None
    if deep:
        y = func(*(deepcopy(arg, memo) for arg in args)) if args else func()
        memo[id(x)] = y
        state = deepcopy(state, memo)
    else:
        y = func(*args)
    if state is None:
        pass
    elif hasattr(y, '__setstate__'):
        y.__setstate__(state)
    else:
        attributes, slots = state, None
        if isinstance(state, tuple) and len(state) == 2:
            attributes, slots = state
        if attributes is not None:
            y.__dict__.update(attributes)
        for name, value in slots.items() if slots is not None else ():
            setattr(y, name, value)
    for item in () if items is None else items:
        y.append(deepcopy(item, memo) if deep else item)
    for key, value in () if pairs is None else pairs:
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
