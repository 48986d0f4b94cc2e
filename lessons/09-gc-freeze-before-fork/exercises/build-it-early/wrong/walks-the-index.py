class Catalogue:
    def __init__(self, lines):
        self.index = {line.split()[0]: n for n, line in enumerate(lines)}

    def find(self, name):
        for key, n in self.index.items():
            if key == name:
                return n
        return None
