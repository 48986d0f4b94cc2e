import gc

seen = 0


def pack(fields):
    global seen
    seen += 1
    if seen % 500 == 0:
        gc.collect()
    return tuple(fields)


def unpack(packed):
    return list(packed)
