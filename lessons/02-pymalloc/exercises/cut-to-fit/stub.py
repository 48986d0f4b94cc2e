def pieces(data, most):
    raise NotImplementedError
