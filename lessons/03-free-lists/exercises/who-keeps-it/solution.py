import gc
import sys


def who_keeps(job):
    gc.collect()
    before = sys.getallocatedblocks()
    job()
    stayed = sys.getallocatedblocks() - before
    if stayed < 40:
        return 'nobody'
    found = gc.collect()
    left = sys.getallocatedblocks() - before
    if left > stayed / 2:
        return 'the program'
    return 'garbage' if found > stayed / 4 else 'free lists'
