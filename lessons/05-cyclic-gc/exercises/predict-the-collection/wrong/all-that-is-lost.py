def found(n, pairs, kept):
    holds = {number: [] for number in range(n)}
    for one, other in pairs:
        holds[one].append(other)
    alive = set()
    waiting = list(kept)
    while waiting:
        number = waiting.pop()
        if number not in alive:
            alive.add(number)
            waiting.extend(holds[number])
    return n - len(alive)
