from collections import OrderedDict


class Thumbnails:
    def __init__(self, most):
        self.most = most
        self.entries = OrderedDict()

    def put(self, key, data):
        if len(data) > self.most:
            return
        self.entries.pop(key, None)
        self.entries[key] = data
        if len(self.entries) > 100:
            self.entries.popitem(last=False)

    def get(self, key):
        if key in self.entries:
            self.entries.move_to_end(key)
        return self.entries.get(key)
