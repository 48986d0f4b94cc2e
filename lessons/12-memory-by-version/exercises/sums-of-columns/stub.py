def sums(lines):
    rows = (tuple(map(int, line.split())) for line in lines)
    totals = (0,) * 20
    for row in rows:
        totals = tuple(a + b for a, b in zip(totals, row))
    return list(totals)
