def table(lines):
    return [[int(text) for text in line.split(',')] for line in lines]
