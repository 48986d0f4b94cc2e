def pack(fields):
    return fields


def unpack(packed):
    return packed
