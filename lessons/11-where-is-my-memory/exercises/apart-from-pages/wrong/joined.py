def store(pages):
    return b''.join(bytes(page[:700]) for page in pages)


def get(stored, i):
    return stored[700 * i : 700 * i + 700]
