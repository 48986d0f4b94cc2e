def pieces(data, most):
    best = (most + 33) // 16 * 16 - 33
    return [data[i:i + best] for i in range(0, len(data), best)]
