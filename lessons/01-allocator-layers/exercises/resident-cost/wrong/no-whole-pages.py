def rounded(size, step):
    return -(-size // step) * step


def resident(n, length):
    size = length + 33
    if size <= 512:
        in_a_pool = (16384 - 48) // rounded(size, 16)
        return rounded(n, in_a_pool) // in_a_pool * 16384
    return n * rounded(size + 8, 16)
