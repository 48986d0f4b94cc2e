def total(path):
    result = 0
    with open(path) as file:
        for line in file.readlines():
            line = line.strip()
            if line:
                result += int(line)
    return result
