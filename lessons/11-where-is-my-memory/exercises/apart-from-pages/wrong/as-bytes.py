def store(pages):
    return [bytes(page[:700]) for page in pages]


def get(stored, i):
    return stored[i]
