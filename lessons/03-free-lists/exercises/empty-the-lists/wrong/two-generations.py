import gc


def tidy():
    gc.collect(1)
    gc.enable()
