def store(points):
    return list(points)


def get(stored, i):
    return stored[i]
