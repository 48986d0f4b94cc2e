from array import array

unpacked = []


def store(numbers):
    return array('q', numbers)


def look(table, i):
    if not unpacked:
        unpacked.extend(table)
    return unpacked[i]
