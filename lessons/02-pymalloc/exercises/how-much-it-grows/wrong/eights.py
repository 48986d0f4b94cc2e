def grows(count, length):
    block = -(-(33 + length) // 8) * 8
    in_a_pool = (16384 - 48) // block
    pools = -(-count // in_a_pool)
    return pools * 16384
