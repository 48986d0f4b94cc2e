class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.children = []
        if parent is not None:
            parent.children.append(self)

    def path(self):
        return [self.name]

    def close(self):
        self.children.clear()
