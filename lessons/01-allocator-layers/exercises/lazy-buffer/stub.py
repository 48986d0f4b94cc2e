class Buffer:
    def __init__(self, n):
        self.content = bytearray(n)

    def __getitem__(self, i):
        return self.content[i]

    def __setitem__(self, i, value):
        self.content[i] = value
