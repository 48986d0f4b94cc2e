def pack(fields):
    return '\t'.join(str(field) for field in fields)


def unpack(packed):
    return packed.split('\t')
