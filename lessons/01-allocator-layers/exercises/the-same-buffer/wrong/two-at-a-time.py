def heads(read_into, count, size):
    found = []
    for n in range(count):
        buffer = bytearray(size)
        read_into(buffer, n)
        found.append(bytes(buffer[:600]))
    return found
