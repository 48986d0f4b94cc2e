import ctypes


def store(pages):
    pieces = [bytes(page[:700]) for page in pages]
    ctypes.CDLL(None).malloc_trim(0)
    return pieces


def get(stored, i):
    return stored[i]
