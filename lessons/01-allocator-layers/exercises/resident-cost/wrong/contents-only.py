def resident(n, length):
    return n * length
