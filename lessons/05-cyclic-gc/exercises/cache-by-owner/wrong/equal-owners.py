import weakref


class Cache:
    def __init__(self, make):
        self.make = make
        self.entries = weakref.WeakKeyDictionary()

    def get(self, owner):
        if owner not in self.entries:
            self.entries[owner] = self.make(owner)
        return self.entries[owner]
