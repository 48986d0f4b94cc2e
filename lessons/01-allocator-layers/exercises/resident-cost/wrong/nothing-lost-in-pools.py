def rounded(size, step):
    return -(-size // step) * step


def resident(n, length):
    size = length + 33
    if size <= 512:
        return n * rounded(size, 16)
    chunk = rounded(size + 8, 16)
    if chunk >= 131_072:
        chunk = rounded(chunk + 8, 4096)
    return n * chunk
