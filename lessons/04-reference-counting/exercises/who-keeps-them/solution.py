cause = 'a default argument'


def mend(handle):
    for default in handle.__defaults__:
        if isinstance(default, list):
            default.clear()
