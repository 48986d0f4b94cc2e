def pieces(data, most):
    def cost(length):
        return -(-(33 + length) // 16) * 16 / length

    best = min(range(1, most + 1), key=cost)
    return [data[i:i + best] for i in range(0, len(data), best)]
