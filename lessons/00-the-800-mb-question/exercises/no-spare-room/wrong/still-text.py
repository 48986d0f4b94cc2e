def table(lines):
    return [line.split(',')[:] for line in lines]
