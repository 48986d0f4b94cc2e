import gc

cause = 'a default argument'


def mend(handle):
    gc.collect()
