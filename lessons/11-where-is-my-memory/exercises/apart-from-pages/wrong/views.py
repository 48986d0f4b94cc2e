def store(pages):
    return [memoryview(page)[:700] for page in pages]


def get(stored, i):
    return bytes(stored[i])
