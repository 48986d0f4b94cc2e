import gc


def before_fork():
    gc.collect()
