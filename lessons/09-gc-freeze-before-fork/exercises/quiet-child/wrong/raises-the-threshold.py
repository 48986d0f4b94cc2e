import gc


def before_fork():
    gc.set_threshold(1_000_000)
