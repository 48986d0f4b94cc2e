class Row:
    def __init__(self, names, values):
        self.order = names
        for name, value in zip(names, values):
            setattr(self, name, value)

    def get(self, name):
        return getattr(self, name, None)

    def names(self):
        return list(self.order)
