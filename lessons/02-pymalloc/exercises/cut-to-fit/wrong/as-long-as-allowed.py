def pieces(read, most):
    best = most
    cut = []
    while piece := read(best):
        cut.append(piece)
    return cut
