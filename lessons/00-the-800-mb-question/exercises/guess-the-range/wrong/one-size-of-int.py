def bytes_of_range(first, n):
    made = sum(1 for number in range(first, first + n) if number > 256)
    return 56 + 8 * n + 28 * made
