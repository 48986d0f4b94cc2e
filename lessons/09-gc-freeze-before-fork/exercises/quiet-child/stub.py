import gc


def before_fork():
    pass
