import gc
import sys


def blocks_of(make):
    gc.collect()
    before = sys.getallocatedblocks()
    one = make()
    return sys.getallocatedblocks() - before
