class Registry:
    def __init__(self):
        self.entries = {}
        self.count = 0

    def __len__(self):
        return self.count

    def add(self, key, value):
        self.entries[key] = value
        self.count += 1

    def remove(self, key):
        self.entries[key] = None
        self.count -= 1

    def get(self, key):
        return self.entries.get(key)
