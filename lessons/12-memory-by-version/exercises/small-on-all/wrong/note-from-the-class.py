class Event:
    __slots__ = ('kind', 'at', 'size', 'note')

    def __init__(self, kind, at, size):
        self.kind = kind
        self.at = at
        self.size = size
        self.note = None

    def age(self, now):
        return now - self.at
