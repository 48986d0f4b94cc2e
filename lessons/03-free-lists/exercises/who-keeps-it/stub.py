import gc
import sys


def who_keeps(job):
    raise NotImplementedError
