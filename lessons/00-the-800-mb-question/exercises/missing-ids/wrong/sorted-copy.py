def missing(ids, n):
    found = []
    expected = 0
    for number in sorted(ids):
        while expected < number:
            found.append(expected)
            expected += 1
        expected += 1
    found.extend(range(expected, n))
    return found
