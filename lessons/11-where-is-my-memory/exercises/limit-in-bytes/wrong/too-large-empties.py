from collections import OrderedDict


class Thumbnails:
    def __init__(self, most):
        self.most = most
        self.held = 0
        self.entries = OrderedDict()

    def put(self, key, data):
        self.held -= len(self.entries.pop(key, b''))
        self.entries[key] = data
        self.held += len(data)
        while self.held > self.most:
            _, gone = self.entries.popitem(last=False)
            self.held -= len(gone)

    def get(self, key):
        if key in self.entries:
            self.entries.move_to_end(key)
        return self.entries.get(key)
