from collections import OrderedDict


class Thumbnails:
    def __init__(self, most):
        self.most = most
        self.held = 0
        self.entries = OrderedDict()

    def put(self, key, data):
        old = self.entries.pop(key, None)
        if old is not None:
            self.held -= len(old)
        if len(data) > self.most:
            return
        self.entries[key] = data
        self.held += len(data)
        while self.held > self.most:
            _, gone = self.entries.popitem(last=False)
            self.held -= len(gone)

    def get(self, key):
        data = self.entries.get(key)
        if data is not None:
            self.entries.move_to_end(key)
        return data
