import gc
import types

STOPS = (type, types.FunctionType, types.ModuleType)
reached = []


def leads(start, thing):
    waiting, seen = [start], set()
    while waiting:
        each = waiting.pop()
        if each is thing:
            return True
        if id(each) in seen or isinstance(each, STOPS):
            continue
        seen.add(id(each))
        reached.append(each)
        waiting.extend(gc.get_referents(each))
    return False


def leading_to(thing, names):
    return sorted(name for name, value in names.items() if leads(value, thing))
