class Catalogue:
    def __init__(self, lines):
        self.lines = lines
        self.index = None

    def find(self, name):
        if self.index is None:
            self.index = {line.split()[0]: n for n, line in enumerate(self.lines)}
        return self.index.get(name)
