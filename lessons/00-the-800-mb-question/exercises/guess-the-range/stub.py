def bytes_of_range(first, n):
    raise NotImplementedError
