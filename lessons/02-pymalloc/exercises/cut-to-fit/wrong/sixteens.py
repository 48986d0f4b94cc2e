def pieces(read, most):
    best = most // 16 * 16
    cut = []
    while piece := read(best):
        cut.append(piece)
    return cut
