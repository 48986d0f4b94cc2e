import sys

seen = []


def load(lines):
    rows = []
    for line in lines:
        country, number = line.split()
        seen.append(line)
        rows.append((sys.intern(country), int(number)))
    return rows
