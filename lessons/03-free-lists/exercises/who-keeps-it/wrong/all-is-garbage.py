import gc
import sys


def who_keeps(job):
    gc.collect()
    before = sys.getallocatedblocks()
    job()
    stayed = sys.getallocatedblocks() - before
    if stayed < 40:
        return 'nobody'
    gc.collect()
    left = sys.getallocatedblocks() - before
    return 'the program' if left > stayed / 2 else 'garbage'
