from array import array


def store(numbers):
    return array('i', [number % 2**31 for number in numbers])


def look(table, i):
    return table[i]
