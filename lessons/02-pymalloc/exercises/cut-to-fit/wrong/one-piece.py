def pieces(data, most):
    return [data]
