import gc


def matches(tree, wanted):
    found = []

    def visit(node):
        if node.kind == wanted:
            found.append(node.text)
        for child in node.children:
            visit(child)

    visit(tree)
    gc.collect()
    return [text.strip() for text in found]
