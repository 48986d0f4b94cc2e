def load(lines):
    rows = []
    for line in lines:
        country, number = line.split()
        rows.append((country, int(number)))
    return rows
