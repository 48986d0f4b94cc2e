def missing(ids, n):
    seen = bytearray(n)
    for number in ids:
        seen[number] = 1
    return [number for number in range(max(ids)) if not seen[number]]
