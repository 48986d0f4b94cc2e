class Buffer:
    def __init__(self, n):
        self.pages = {}

    def __getitem__(self, i):
        page = self.pages.get(i // 4096)
        return 0 if page is None else page[i % 4096]

    def __setitem__(self, i, value):
        number = i // 4096
        if number not in self.pages:
            self.pages[number] = bytearray(4096)
        self.pages[number][i % 4096] = value
