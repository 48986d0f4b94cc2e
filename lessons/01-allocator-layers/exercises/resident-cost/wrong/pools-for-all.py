def rounded(size, step):
    return -(-size // step) * step


def resident(n, length):
    block = rounded(length + 33, 16)
    in_a_pool = (16384 - 48) // block
    if in_a_pool == 0:
        return n * rounded(block, 4096)
    return rounded(n, in_a_pool) // in_a_pool * 16384
