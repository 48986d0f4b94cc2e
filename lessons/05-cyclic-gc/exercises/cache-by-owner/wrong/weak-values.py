import weakref


class Cache:
    def __init__(self, make):
        self.make = make
        self.entries = weakref.WeakValueDictionary()

    def get(self, owner):
        key = id(owner)
        value = self.entries.get(key)
        if value is None:
            value = self.entries[key] = self.make(owner)
        return value
