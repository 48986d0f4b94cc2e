def missing(ids, n):
    seen = [False] * n
    for number in ids:
        seen[number] = True
    return [number for number in range(n) if not seen[number]]
