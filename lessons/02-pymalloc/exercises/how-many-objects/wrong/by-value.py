def different(stream):
    seen = set()
    for thing in stream:
        seen.add(tuple(thing))
    return len(seen)
