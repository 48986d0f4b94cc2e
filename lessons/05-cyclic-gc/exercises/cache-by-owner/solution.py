import weakref


class Cache:
    def __init__(self, make):
        self.make = make
        self.entries = {}

    def get(self, owner):
        key = id(owner)
        if key not in self.entries:
            drop = self.entries.pop
            watch = weakref.ref(owner, lambda _: drop(key, None))
            self.entries[key] = (watch, self.make(owner))
        return self.entries[key][1]
