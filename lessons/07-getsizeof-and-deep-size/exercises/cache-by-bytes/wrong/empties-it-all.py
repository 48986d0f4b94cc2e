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
        if key in self.entries:
            self.total -= size_of(key, self.entries.pop(key))
        if self.total + size_of(key, value) > self.limit:
            self.entries.clear()
            self.total = 0
        self.entries[key] = value
        self.total += size_of(key, value)

    def get(self, key):
        return self.entries.get(key)
