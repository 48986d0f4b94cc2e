def totals(read):
    chunks = []
    first = 0
    while rows := read(first, 1000):
        chunks.append(rows)
        first += len(rows)
    sums = {}
    for rows in chunks:
        for user, amount in rows:
            sums[user] = sums.get(user, 0) + amount
    return sums
