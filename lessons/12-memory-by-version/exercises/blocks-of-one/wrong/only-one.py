import sys


def blocks_of(make):
    before = sys.getallocatedblocks()
    one = make()
    return sys.getallocatedblocks() - before
