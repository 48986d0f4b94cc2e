def different(stream):
    return len(list(stream))
