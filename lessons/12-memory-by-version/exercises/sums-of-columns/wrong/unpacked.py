def add(totals, *row):
    for i, value in enumerate(row):
        totals[i] += value


def sums(lines):
    totals = [0] * 20
    for line in lines:
        add(totals, *map(int, line.split()))
    return totals
