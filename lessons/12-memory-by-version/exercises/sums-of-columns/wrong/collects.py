import gc


def sums(lines):
    totals = [0] * 20
    for line in lines:
        row = tuple(map(int, line.split()))
        totals = [a + b for a, b in zip(totals, row)]
    gc.collect()
    return totals
