def bytes_of_range(first, n):
    return 56 + 8 * n
