def table(lines):
    rows = []
    for line in lines:
        numbers = line.split(',')
        for i in range(len(numbers)):
            numbers[i] = int(numbers[i])
        rows.append(numbers)
    return rows
