import gc


def tidy():
    gc.enable()
    gc.collect()
