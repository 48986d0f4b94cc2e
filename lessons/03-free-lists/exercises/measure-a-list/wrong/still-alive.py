import gc
import sys


def capacity(make):
    gc.collect()
    start = sys.getallocatedblocks()
    crowd = [make() for _ in range(2500)]
    return sys.getallocatedblocks() - start
