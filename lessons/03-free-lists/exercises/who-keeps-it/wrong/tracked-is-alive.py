import gc
import sys


def who_keeps(job):
    gc.collect()
    before = sys.getallocatedblocks()
    tracked = len(gc.get_objects())
    job()
    if sys.getallocatedblocks() - before < 40:
        return 'nobody'
    if len(gc.get_objects()) - tracked > 20:
        return 'the program'
    return 'garbage' if gc.collect() > 20 else 'free lists'
