def pack(fields):
    return (*fields[:10], *fields[10:])


def unpack(packed):
    return list(packed)
