"""Calls of an allocator, as both recorders make them: flat pairs slot, n."""


def mixed_ops(rng, count, slots, sizes, realloc):
    """Random calls: full slots are freed or resized, empty ones filled; sizes() gives a size."""
    full = [False] * slots
    ops = []
    for _ in range(count):
        slot = rng.randrange(slots)
        if not full[slot]:
            ops += [slot, sizes()]
            full[slot] = True
        elif rng.random() < realloc:
            ops += [slot, -sizes()]
        else:
            ops += [slot, 0]
            full[slot] = False
    return ops


def free_all(rng, slots):
    """Frees every slot: in order, in reverse or shuffled."""
    order = list(range(slots))
    kind = rng.randrange(3)
    if kind == 1:
        order.reverse()
    elif kind == 2:
        rng.shuffle(order)
    return [n for slot in order for n in (slot, 0)]
