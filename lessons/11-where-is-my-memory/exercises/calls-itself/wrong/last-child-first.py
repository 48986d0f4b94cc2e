def matches(tree, wanted):
    found = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.kind == wanted:
            found.append(node.text.strip())
        waiting.extend(node.children)
    return found
