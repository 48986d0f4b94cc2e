def different(stream):
    raise NotImplementedError
