def found(n, pairs, kept):
    holds = {number: [] for number in range(n)}
    counts = [0] * n
    for one, other in pairs:
        holds[one].append(other)
        counts[other] += 1
    alive = set()
    waiting = list(kept)
    while waiting:
        number = waiting.pop()
        if number not in alive:
            alive.add(number)
            waiting.extend(holds[number])
    dying = [number for number in range(n) if counts[number] == 0 and number not in alive]
    freed = 0
    while dying:
        freed += 1
        for other in holds[dying.pop()]:
            counts[other] -= 1
            if counts[other] == 0 and other not in alive:
                dying.append(other)
    return n - len(alive) - freed
