class Buffer:
    def __init__(self, n):
        self.bytes = {}

    def __getitem__(self, i):
        return self.bytes.get(i, 0)

    def __setitem__(self, i, value):
        self.bytes[i] = value
