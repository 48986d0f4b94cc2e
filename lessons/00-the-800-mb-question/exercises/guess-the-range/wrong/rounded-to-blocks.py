def bytes_of_range(first, n):
    total = 64 + 8 * n
    for number in range(first, first + n):
        if number > 256:
            total += 32
    return total
