def grows(count, length):
    return count * (33 + length)
