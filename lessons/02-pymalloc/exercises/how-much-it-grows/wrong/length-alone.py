def grows(count, length):
    block = -(-length // 16) * 16
    in_a_pool = (16384 - 48) // block
    pools = -(-count // in_a_pool)
    return pools * 16384
