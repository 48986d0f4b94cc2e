def total(path):
    with open(path) as file:
        return sum(int(word) for word in file.read().split())
