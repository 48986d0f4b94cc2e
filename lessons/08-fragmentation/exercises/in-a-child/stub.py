import os


def in_a_child(work):
    raise NotImplementedError
