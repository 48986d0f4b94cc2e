import sys


def size_of(key, value):
    texts = sum(sys.getsizeof(text) for text in value)
    return sys.getsizeof(key) + sys.getsizeof(value) + texts


class Cache:
    def __init__(self, limit):
        self.limit = limit
        self.total = 0
        self.entries = {}

    def put(self, key, value):
        self.entries.pop(key, None)
        self.entries[key] = value
        self.total += size_of(key, value)
        while self.total > self.limit:
            oldest = next(iter(self.entries))
            self.total -= size_of(oldest, self.entries.pop(oldest))

    def get(self, key):
        return self.entries.get(key)
