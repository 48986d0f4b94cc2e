def table(lines):
    rows = []
    for line in lines:
        numbers = [int(text) for text in line.split(',')]
        rows.append(numbers[:])
    return rows
