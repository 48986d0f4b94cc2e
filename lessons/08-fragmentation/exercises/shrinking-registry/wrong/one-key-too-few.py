class Registry:
    def __init__(self):
        self.entries = {}
        self.most = 0

    def __len__(self):
        return len(self.entries)

    def add(self, key, value):
        self.entries[key] = value
        self.most = max(self.most, len(self.entries))

    def remove(self, key):
        del self.entries[key]
        if len(self.entries) < self.most // 4:
            self.entries = {}
            self.most = 0

    def get(self, key):
        return self.entries.get(key)
