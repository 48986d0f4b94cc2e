buffer = bytearray()


def heads(read_into, count, size):
    if len(buffer) < size:
        buffer.extend(bytes(size - len(buffer)))
    found = []
    for n in range(count):
        read_into(buffer, n)
        found.append(bytes(buffer[:600]))
    return found
