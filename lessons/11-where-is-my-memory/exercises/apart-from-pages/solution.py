def store(pages):
    return [(bytes(page[:350]), bytes(page[350:700])) for page in pages]


def get(stored, i):
    first, second = stored[i]
    return first + second
