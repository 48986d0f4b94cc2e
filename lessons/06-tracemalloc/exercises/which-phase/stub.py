import tracemalloc


def hungriest(phases):
    raise NotImplementedError
