def grows(count, length):
    block = -(-(33 + length) // 16) * 16
    return count * block
