def found(n, pairs, kept):
    held = {other for one, other in pairs}
    return len([number for number in range(n) if number in held and number not in kept])
