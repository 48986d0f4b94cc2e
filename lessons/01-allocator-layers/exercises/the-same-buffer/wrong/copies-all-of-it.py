def heads(read_into, count, size):
    buffer = bytearray(size)
    found = []
    for n in range(count):
        read_into(buffer, n)
        found.append(bytes(buffer)[:600])
    return found
