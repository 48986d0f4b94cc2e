import sys


class Cache:
    def __init__(self, limit):
        self.limit = limit
        self.total = 0
        self.entries = {}

    def put(self, key, value):
        self.drop(key)
        self.entries[key] = value
        self.total += sys.getsizeof(key) + sys.getsizeof(value)
        while self.total > self.limit:
            self.drop(next(iter(self.entries)))

    def drop(self, key):
        if key in self.entries:
            value = self.entries.pop(key)
            self.total -= sys.getsizeof(key) + sys.getsizeof(value)

    def get(self, key):
        return self.entries.get(key)
