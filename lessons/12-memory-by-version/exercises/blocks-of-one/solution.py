import sys


def blocks_of(make):
    count = 300
    kept = [None] * (2 * count)
    for i in range(count):
        kept[i] = make()
    before = sys.getallocatedblocks()
    for i in range(count, 2 * count):
        kept[i] = make()
    return round((sys.getallocatedblocks() - before) / count)
