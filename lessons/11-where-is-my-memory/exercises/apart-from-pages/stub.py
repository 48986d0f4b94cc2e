def store(pages):
    raise NotImplementedError


def get(stored, i):
    raise NotImplementedError
