def pieces(read, most):
    return [read(100_000_000)]
