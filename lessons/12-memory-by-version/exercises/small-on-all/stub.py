class Event:
    def __init__(self, kind, at, size):
        raise NotImplementedError
