def pieces(data, most):
    return [data[i:i + most] for i in range(0, len(data), most)]
