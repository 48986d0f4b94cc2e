class Event:
    __slots__ = ('kind', 'at', 'size', '__dict__')

    def __init__(self, kind, at, size):
        self.kind = kind
        self.at = at
        self.size = size
        self.__dict__

    def age(self, now):
        return now - self.at
