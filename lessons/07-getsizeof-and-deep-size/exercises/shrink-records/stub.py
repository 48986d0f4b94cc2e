def store(rows):
    raise NotImplementedError


def get(stored, i):
    raise NotImplementedError
