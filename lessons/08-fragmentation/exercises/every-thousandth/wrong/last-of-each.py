from array import array


class Sampler:
    def __init__(self, every):
        self.every = every
        self.count = 0
        self.kept = array('d')

    def add(self, reading):
        self.count += 1
        if self.count % self.every == 0:
            self.kept.append(reading)

    def values(self):
        return self.kept.tolist()
