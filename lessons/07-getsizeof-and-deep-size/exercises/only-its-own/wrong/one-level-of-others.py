import sys


def only_its(thing, others):
    total = 0
    seen = set()
    for other in others:
        seen.add(id(other))
        parts = other.values() if isinstance(other, dict) else other
        seen.update(id(part) for part in parts)
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, dict):
            waiting.extend(one.keys())
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
    return total
