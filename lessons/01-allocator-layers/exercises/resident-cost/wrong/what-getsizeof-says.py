def resident(n, length):
    return n * (length + 33)
