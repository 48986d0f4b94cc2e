def visit(node, wanted, found):
    if node.kind == wanted:
        found.append(node.text.strip())
    for child in node.children:
        visit(child, wanted, found)


def matches(tree, wanted):
    found = []
    visit(tree, wanted, found)
    return found
