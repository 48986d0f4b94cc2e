def matches(tree, wanted):
    found = []

    def visit(node):
        if node.kind == wanted:
            found.append(node.text.strip())
        for child in node.children:
            visit(child)

    visit(tree)
    result = list(found)
    found.clear()
    return result
