class Row:
    __slots__ = ('values',)

    def __init__(self, names, values):
        self.values = dict(zip(names, values))

    def get(self, name):
        return self.values.get(name)

    def names(self):
        return sorted(self.values)
