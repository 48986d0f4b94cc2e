import sys


def blocks_of(make):
    kept = [None] * 60
    before = sys.getallocatedblocks()
    for i in range(60):
        kept[i] = make()
    return round((sys.getallocatedblocks() - before) / 60)
