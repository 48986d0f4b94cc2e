import gc
import types

STOPS = (type, types.FunctionType, types.ModuleType)


def leads(each, thing, seen):
    if each is thing:
        return True
    if id(each) in seen or isinstance(each, STOPS):
        return False
    seen.add(id(each))
    for other in gc.get_referents(each):
        if leads(other, thing, seen):
            return True
    return False


def leading_to(thing, names):
    return sorted(name for name, value in names.items() if leads(value, thing, set()))
