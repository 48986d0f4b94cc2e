def sums(lines):
    totals = [0] * 20
    for line in lines:
        for i, text in enumerate(line.split()):
            totals[i] += int(text)
    return totals
