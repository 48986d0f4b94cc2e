import gc


def leading_to(thing, names):
    return sorted(
        name
        for name, value in names.items()
        if value is thing or any(each is thing for each in gc.get_referents(value))
    )
