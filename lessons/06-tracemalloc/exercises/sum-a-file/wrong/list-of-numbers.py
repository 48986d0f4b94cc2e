def total(path):
    with open(path) as file:
        return sum([int(line) for line in file if line.strip()])
