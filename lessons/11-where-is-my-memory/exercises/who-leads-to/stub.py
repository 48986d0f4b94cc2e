import gc


def leading_to(thing, names):
    raise NotImplementedError
