def total(path):
    result = 0
    with open(path) as file:
        for line in file:
            line = line.strip()
            if not line:
                break
            result += int(line)
    return result
