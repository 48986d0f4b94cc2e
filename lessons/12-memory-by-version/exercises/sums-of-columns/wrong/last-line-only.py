def sums(lines):
    totals = [0] * 20
    for line in lines:
        totals = [0 + int(text) for text in line.split()]
    return totals
