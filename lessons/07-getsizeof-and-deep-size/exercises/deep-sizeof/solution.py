import sys


def deep_sizeof(obj):
    total = 0
    seen = set()
    waiting = [obj]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or one is None or isinstance(one, (type, bool)):
            continue
        if isinstance(one, int) and -5 <= one <= 256:
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, dict):
            waiting.extend(one.keys())
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting.extend(one)
        else:
            for cls in type(one).__mro__:
                slots = cls.__dict__.get('__slots__', ())
                for name in (slots,) if isinstance(slots, str) else slots:
                    if hasattr(one, name):
                        waiting.append(getattr(one, name))
            if hasattr(one, '__dict__'):
                waiting.append(one.__dict__)
    return total
