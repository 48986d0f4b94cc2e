def table(lines):
    return [tuple([int(text) for text in line.split(',')]) for line in lines]
