from collections import defaultdict


class Buffer:
    def __init__(self, n):
        self.pages = defaultdict(lambda: bytearray(4096))

    def __getitem__(self, i):
        return self.pages[i // 4096][i % 4096]

    def __setitem__(self, i, value):
        self.pages[i // 4096][i % 4096] = value
