import sys


def deep_sizeof(obj):
    return sys.getsizeof(obj)
