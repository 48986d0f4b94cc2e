def missing(ids, n):
    seen = set(ids)
    return [number for number in range(n) if number not in seen]
