def sums(lines):
    rows = [tuple(map(int, line.split())) for line in lines]
    return [sum(row[i] for row in rows) for i in range(20)]
