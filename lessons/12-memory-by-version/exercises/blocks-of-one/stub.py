import sys


def blocks_of(make):
    raise NotImplementedError
