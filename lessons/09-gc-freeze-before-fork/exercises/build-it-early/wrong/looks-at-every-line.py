class Catalogue:
    def __init__(self, lines):
        self.lines = lines

    def find(self, name):
        for n, line in enumerate(self.lines):
            if line.startswith(name + ' '):
                return n
        return None
