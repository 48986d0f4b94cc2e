def pieces(read, most):
    best = (most + 33) // 16 * 16 - 33
    cut = []
    while piece := read(best):
        cut.append(piece)
    return cut
