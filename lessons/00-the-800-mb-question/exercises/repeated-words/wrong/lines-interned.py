import sys


def load(lines):
    rows = []
    for line in lines:
        country, number = sys.intern(line).split()
        rows.append((country, int(number)))
    return rows + []
