import gc
import sys


def capacity(make):
    crowd = [None] * 2500
    gc.collect()
    for i in range(len(crowd)):
        crowd[i] = make()
    alive = sys.getallocatedblocks()
    for i in range(len(crowd)):
        crowd[i] = None
    return alive - sys.getallocatedblocks()
