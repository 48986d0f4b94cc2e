def store(numbers):
    return dict(enumerate(numbers))


def look(table, i):
    return table[i]
