def found(n, pairs, kept):
    holds = {number: [] for number in range(n)}
    for one, other in pairs:
        holds[one].append(other)

    def reached(start):
        seen = set()
        waiting = list(holds[start])
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting.extend(holds[number])
        return seen

    alive = set(kept)
    for number in kept:
        alive |= reached(number)
    return len([one for one in range(n) if one not in alive and one in reached(one)])
