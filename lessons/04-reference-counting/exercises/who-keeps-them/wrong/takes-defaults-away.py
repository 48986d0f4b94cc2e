cause = 'a default argument'


def mend(handle):
    handle.__defaults__ = None
