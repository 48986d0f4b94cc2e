import gc

cause = 'a cycle'


def mend(handle):
    gc.collect()
