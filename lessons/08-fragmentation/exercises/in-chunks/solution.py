def totals(read):
    sums = {}
    first = 0
    while rows := read(first, 1000):
        for user, amount in rows:
            sums[user] = sums.get(user, 0) + amount
        first += len(rows)
        del rows
    return sums
