class Error(Exception):
    pass


error = Error
_ATOMS = (type(None), int, float, bool, complex, str, bytes, type, range, slice,
          type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0))


def copy(x):
    cls = type(x)
    if cls in _ATOMS or cls is tuple or cls is frozenset or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy() if cls is not bytearray else bytearray(x)
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
    else:
        copier = getattr(cls, '__deepcopy__', None)
        y = copier(x, memo) if copier is not None else _rebuild(x, memo)
    if y is not x:
        memo[d] = y
        memo.setdefault(id(memo), []).append(x)
    return y


def _rebuild(x, memo):
    cls = type(x)
    if isinstance(x, BaseException):
        y = cls(*x.args)
    elif isinstance(x, (list, dict, set, tuple, str, int, float)):
        y = cls.__new__(cls) if isinstance(x, (list, dict, set)) else cls.__new__(cls, x)
        if isinstance(x, list):
            y.extend(x if memo is None else [deepcopy(item, memo) for item in x])
        elif isinstance(x, dict):
            for key, value in x.items():
                y[key] = value if memo is None else deepcopy(value, memo)
        elif isinstance(x, set):
            y.update(x)
    else:
        y = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = y
    state = getattr(x, '__dict__', None)
    if state:
        y.__dict__.update(state if memo is None else deepcopy(state, memo))
    for base in cls.__mro__:
        names = base.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if hasattr(x, name) and name not in ('__dict__', '__weakref__'):
                value = getattr(x, name)
                setattr(y, name, value if memo is None else deepcopy(value, memo))
    return y


def replace(obj, /, **changes):
    return obj.__replace__(**changes)
