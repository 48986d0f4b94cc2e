def missing(ids, n):
    seen = bytearray(n)
    for number in ids:
        seen[number] = 1
    return [number for number in range(n) if not seen[number]]
