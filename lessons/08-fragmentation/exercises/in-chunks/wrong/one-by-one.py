def totals(read):
    sums = {}
    first = 0
    while rows := read(first, 1):
        user, amount = rows[0]
        sums[user] = sums.get(user, 0) + amount
        first += 1
    return sums
