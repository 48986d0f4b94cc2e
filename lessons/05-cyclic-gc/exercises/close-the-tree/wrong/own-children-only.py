class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)

    def path(self):
        above = [] if self.parent is None else self.parent.path()
        return above + [self.name]

    def close(self):
        self.children.clear()
