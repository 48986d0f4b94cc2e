def totals(read):
    rows = []
    while more := read(len(rows), 10_000_000):
        rows += more
    sums = {}
    for user, amount in rows:
        sums[user] = sums.get(user, 0) + amount
    return sums
