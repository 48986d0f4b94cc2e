def load(lines):
    raise NotImplementedError
