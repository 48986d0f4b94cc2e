def grows(count, length):
    raise NotImplementedError
