from collections import OrderedDict


class Thumbnails:
    def __init__(self, most):
        self.most = most
        self.entries = OrderedDict()

    def put(self, key, data):
        self.entries[key] = data

    def get(self, key):
        return self.entries.get(key)
