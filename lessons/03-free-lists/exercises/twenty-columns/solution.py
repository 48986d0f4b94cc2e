def pack(fields):
    return (tuple(fields[:10]), tuple(fields[10:]))


def unpack(packed):
    first, second = packed
    return [*first, *second]
