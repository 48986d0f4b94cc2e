import gc
import sys


def capacity(make):
    crowd = [None] * 200
    for i in range(len(crowd)):
        crowd[i] = make()
    gc.collect()
    for i in range(len(crowd)):
        crowd[i] = None
    full = sys.getallocatedblocks()
    gc.collect()
    return full - sys.getallocatedblocks()
