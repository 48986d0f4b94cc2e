def pieces(read, most):
    raise NotImplementedError
