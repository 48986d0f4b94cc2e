import sys


class Cache:
    def __init__(self, limit):
        self.limit = limit
        self.entries = {}

    def put(self, key, value):
        self.entries.pop(key, None)
        self.entries[key] = value
        while len(self.entries) > 50:
            del self.entries[next(iter(self.entries))]

    def get(self, key):
        return self.entries.get(key)
