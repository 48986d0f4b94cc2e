def load(rows, parse):
    raise NotImplementedError
