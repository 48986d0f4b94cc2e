def pack(fields):
    return tuple(fields)


def unpack(packed):
    return list(packed)
