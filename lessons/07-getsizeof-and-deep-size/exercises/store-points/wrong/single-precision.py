from array import array


def store(points):
    flat = array('f')
    for x, y in points:
        flat.append(x)
        flat.append(y)
    return flat


def get(stored, i):
    return stored[2 * i], stored[2 * i + 1]
