import gc


def tidy():
    gc.collect(0)
