import sys


class Row:
    __slots__ = ('values',)

    def __init__(self, names, values):
        self.values = {sys.intern(name): value for name, value in zip(names, values)}

    def get(self, name):
        return self.values.get(name)

    def names(self):
        return list(self.values)
