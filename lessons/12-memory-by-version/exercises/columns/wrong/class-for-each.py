class Row:
    def __init__(self, names, values):
        kind = type('Fields', (), {'__slots__': tuple(names)})
        self.order = list(names)
        self.fields = kind()
        for name, value in zip(names, values):
            setattr(self.fields, name, value)

    def get(self, name):
        return getattr(self.fields, name, None)

    def names(self):
        return list(self.order)
