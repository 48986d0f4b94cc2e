def matches(tree, wanted):
    found = []

    def visit(node):
        if node.kind == wanted:
            found.append(node.text * 1)
        for child in node.children:
            visit(child)

    visit(tree)
    return [text.strip() for text in found]
