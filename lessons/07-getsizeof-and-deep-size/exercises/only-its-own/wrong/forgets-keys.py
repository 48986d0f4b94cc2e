import sys


def reached(objects, seen):
    total = 0
    waiting = list(objects)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
    return total


def only_its(thing, others):
    seen = set()
    reached(others, seen)
    return reached([thing], seen)
