class Point:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y


def store(points):
    return [Point(x, y) for x, y in points]


def get(stored, i):
    point = stored[i]
    return point.x, point.y
