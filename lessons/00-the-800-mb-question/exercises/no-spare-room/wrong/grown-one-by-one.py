def table(lines):
    rows = []
    for line in lines:
        numbers = []
        for text in line.split(','):
            numbers.append(int(text))
        rows.append(numbers)
    return rows
