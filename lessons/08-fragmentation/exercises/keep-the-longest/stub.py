def longest(text):
    raise NotImplementedError
