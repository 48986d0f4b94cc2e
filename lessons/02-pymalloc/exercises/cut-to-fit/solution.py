def pieces(read, most):
    def cost(length):
        return -(-(33 + length) // 16) * 16 / length

    best = min(range(1, most + 1), key=cost)
    cut = []
    while piece := read(best):
        cut.append(piece)
    return cut
