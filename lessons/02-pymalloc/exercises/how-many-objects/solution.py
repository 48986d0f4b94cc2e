def different(stream):
    seen = {}
    for thing in stream:
        seen[id(thing)] = thing
    return len(seen)
