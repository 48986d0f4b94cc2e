class Registry:
    def __init__(self):
        self.entries = {}

    def __len__(self):
        return len(self.entries)

    def add(self, key, value):
        self.entries[key] = value

    def remove(self, key):
        pass

    def get(self, key):
        return self.entries.get(key)
