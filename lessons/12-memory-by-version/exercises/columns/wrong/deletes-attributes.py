class Row:
    def __init__(self, names, values):
        self.order = list(names)
        for name, value in zip(names, values):
            setattr(self, name, value)

    def get(self, name):
        return getattr(self, name, None)

    def names(self):
        return list(self.order)

    def __del__(self):
        for name in self.order:
            delattr(self, name)
