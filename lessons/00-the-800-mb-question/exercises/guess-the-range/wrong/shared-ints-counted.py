def bytes_of_range(first, n):
    total = 56 + 8 * n
    for number in range(first, first + n):
        total += 28 if number < 2**30 else 32
    return total
