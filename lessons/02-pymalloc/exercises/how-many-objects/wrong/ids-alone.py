def different(stream):
    seen = set()
    for thing in stream:
        seen.add(id(thing))
    return len(seen)
