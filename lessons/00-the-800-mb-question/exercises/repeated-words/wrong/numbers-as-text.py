import sys


def load(lines):
    rows = []
    for line in lines:
        country, number = line.split()
        rows.append((sys.intern(country), number))
    return rows
