class Sampler:
    def __init__(self, every):
        self.every = every

    def add(self, reading):
        pass

    def values(self):
        raise NotImplementedError
