class Search:
    def __init__(self, wanted):
        self.wanted = wanted
        self.found = []
        self.visit = self.look

    def look(self, node):
        if node.kind == self.wanted:
            self.found.append(node.text.strip())
        for child in node.children:
            self.visit(child)


def matches(tree, wanted):
    search = Search(wanted)
    search.visit(tree)
    return search.found
