from array import array


def store(numbers):
    return array('q', numbers)


def look(table, i):
    return table[i]
