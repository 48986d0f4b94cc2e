class Cache:
    def __init__(self, make):
        self.make = make

    def get(self, owner):
        raise NotImplementedError
