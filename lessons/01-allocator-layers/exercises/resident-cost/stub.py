def resident(n, length):
    raise NotImplementedError
