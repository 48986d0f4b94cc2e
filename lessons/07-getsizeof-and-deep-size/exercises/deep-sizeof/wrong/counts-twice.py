import sys


def deep_sizeof(obj, depth=0):
    if depth > 2 or obj is None or isinstance(obj, (type, bool)):
        return 0
    if isinstance(obj, int) and -5 <= obj <= 256:
        return 0
    total = sys.getsizeof(obj)
    below = []
    if isinstance(obj, dict):
        below = list(obj.keys()) + list(obj.values())
    elif isinstance(obj, (list, tuple, set)):
        below = list(obj)
    else:
        for name in getattr(type(obj), '__slots__', ()):
            below.append(getattr(obj, name))
        if hasattr(obj, '__dict__'):
            below.append(obj.__dict__)
    return total + sum(deep_sizeof(one, depth + 1) for one in below)
