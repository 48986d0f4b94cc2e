# How many blocks are in use: those of the C library count, too.
import sys

blocks = sys.getallocatedblocks


def grow(n):
    before = blocks()
    x = [[] for _ in range(n)]
    return blocks() - before


def text(n):
    before = blocks()
    x = 'a' * n
    return blocks() - before


for each in grow, text:
    each(100)
    each(1000)
    print([each(n) for n in (10, 100, 1000)])
a = blocks()
b = blocks()
print(b - a, a > 9000)
big = [bytes(1000) for _ in range(1000)]
a = blocks()
del big
print(a - blocks() >= 1000)
