seen = {}


def different(stream):
    before = len(seen)
    for thing in stream:
        seen[id(thing)] = thing
    return len(seen) - before
