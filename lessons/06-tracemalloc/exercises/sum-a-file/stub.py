def total(path):
    raise NotImplementedError
