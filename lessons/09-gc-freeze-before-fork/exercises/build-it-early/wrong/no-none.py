class Catalogue:
    def __init__(self, lines):
        self.index = {line.split()[0]: n for n, line in enumerate(lines)}

    def find(self, name):
        return self.index[name]
