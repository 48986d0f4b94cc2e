import sys

kept = []


def blocks_of(make):
    kept.extend(make() for _ in range(300))
    before = sys.getallocatedblocks()
    more = [None] * 300
    for i in range(300):
        more[i] = make()
    return round((sys.getallocatedblocks() - before) / 300)
