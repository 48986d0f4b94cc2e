import sys


def blocks_of(make):
    before = sys.getallocatedblocks()
    for _ in range(300):
        make()
    return round((sys.getallocatedblocks() - before) / 300)
