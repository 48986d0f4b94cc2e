def pieces(data, most):
    best = most // 16 * 16
    return [data[i:i + best] for i in range(0, len(data), best)]
