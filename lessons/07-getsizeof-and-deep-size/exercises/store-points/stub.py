def store(points):
    raise NotImplementedError


def get(stored, i):
    raise NotImplementedError
