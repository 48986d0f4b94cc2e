def store(numbers):
    return list(numbers)


def look(table, i):
    return table[i]
