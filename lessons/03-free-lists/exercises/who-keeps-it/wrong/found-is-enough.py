import gc
import sys


def who_keeps(job):
    gc.collect()
    before = sys.getallocatedblocks()
    job()
    if sys.getallocatedblocks() - before < 40:
        return 'nobody'
    if gc.collect() > 0:
        return 'garbage'
    left = sys.getallocatedblocks() - before
    return 'the program' if left > 40 else 'free lists'
