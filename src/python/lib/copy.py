from _collections import deque
from _functools import partial
from _weakref import ref as _ref


class Error(Exception):
    pass


error = Error
_ATOMS = (type(None), int, float, bool, complex, str, bytes, type, range, slice,
          type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0), type((lambda: 0).__code__),
          _ref, property)


class _Bound:
    def method(self):
        pass


_Method = type(_Bound().method)


def _copy_partial(x, args, keywords):
    y = partial(x.func, *args, **keywords)
    if x.__dict__:
        y.__dict__.update(x.__dict__)
    return y


def copy(x):
    cls = type(x)
    if cls in _ATOMS or cls is tuple or cls is frozenset or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy() if cls is not bytearray else bytearray(x)
    if cls is _Method:
        return cls(x.__func__, x.__self__)
    if cls is partial:
        return _copy_partial(x, x.args, x.keywords)
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    return _rebuild(x, None)


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    d = id(x)
    if d in memo:
        return memo[d]
    cls = type(x)
    if cls in _ATOMS or issubclass(cls, type):
        return x
    if cls is list:
        y = []
        memo[d] = y
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = {}
        memo[d] = y
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if d in memo:
            return memo[d]
        y = x
        for old, new in zip(x, items):
            if old is not new:
                y = tuple(items)
                break
    elif cls is set or cls is frozenset:
        y = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        y = bytearray(x)
    elif cls is _Method:
        y = cls(x.__func__, deepcopy(x.__self__, memo))
    elif cls is partial:
        y = _copy_partial(x, deepcopy(x.args, memo), deepcopy(x.keywords, memo))
    else:
        copier = getattr(cls, '__deepcopy__', None)
        y = copier(x, memo) if copier is not None else _rebuild(x, memo)
    if y is not x:
        memo[d] = y
        memo.setdefault(id(memo), []).append(x)
    return y


def _state_of(x, cls):
    """What `object.__getstate__` gives: the dict, with the slots beside it where there are any."""
    state = getattr(x, '__dict__', None) or None
    slots = {}
    for base in cls.__mro__:
        names = base.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__'):
                name = '_%s%s' % (base.__name__.lstrip('_'), name)
            try:
                slots[name] = getattr(x, name)
            except AttributeError:
                pass
    return (state, slots) if slots else state


def _own(cls, name):
    """A method that a class of the program defines."""
    for base in cls.__mro__:
        if base is object:
            return None
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def _rebuild(x, memo):
    cls = type(x)
    deep = memo is not None
    reduced = None
    if _own(cls, '__reduce_ex__'):
        reduced = x.__reduce_ex__(4)
    elif _own(cls, '__reduce__') and not isinstance(x, BaseException):
        reduced = x.__reduce__()
    if isinstance(reduced, str):
        return x
    items = pairs = None
    if reduced is not None:
        make, args, state, items, pairs = (tuple(reduced) + (None,) * 3)[:5]
        if deep and args:
            args = tuple([deepcopy(arg, memo) for arg in args])
        y = make(*args)
    else:
        y = _new_of(x, cls, memo)
        state = x.__getstate__() if _own(cls, '__getstate__') else _state_of(x, cls)
        if isinstance(x, list):
            items = iter(x)
        elif isinstance(x, dict):
            pairs = iter(x.items())
    if deep:
        memo[id(x)] = y
    if state is not None:
        _set_state(y, deepcopy(state, memo) if deep else state)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y


def _new_of(x, cls, memo):
    if isinstance(x, deque):
        return cls(x if memo is None else [deepcopy(item, memo) for item in x], x.maxlen)
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = x.__getnewargs_ex__()
        return cls.__new__(cls, *args, **kwargs)
    if hasattr(cls, '__getnewargs__'):
        args = x.__getnewargs__()
        return cls.__new__(cls, *(args if memo is None else [deepcopy(arg, memo) for arg in args]))
    if isinstance(x, BaseException):
        y = cls.__new__(cls, *x.args)
        y.args = x.args
        return y
    if isinstance(x, (set, frozenset)):
        return cls(x if memo is None else [deepcopy(item, memo) for item in x])
    if isinstance(x, (tuple, str, int, float, complex, bytes, bytearray)):
        return cls.__new__(cls, x)
    if not cls.__flags__ & (1 << 9):
        raise TypeError("cannot pickle '%s' object" % cls.__name__)
    return cls.__new__(cls)


def _set_state(y, state):
    if hasattr(y, '__setstate__'):
        y.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        y.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(y, name, value)


def replace(obj, /, **changes):
    return obj.__replace__(**changes)
