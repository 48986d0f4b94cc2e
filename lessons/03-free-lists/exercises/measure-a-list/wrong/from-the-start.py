import sys


def capacity(make):
    start = sys.getallocatedblocks()
    crowd = [make() for _ in range(2500)]
    del crowd
    return sys.getallocatedblocks() - start
