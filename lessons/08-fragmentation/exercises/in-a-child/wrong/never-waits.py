import os


def in_a_child(work):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        data = work().encode()
        while data:
            data = data[os.write(writing, data):]
        os._exit(0)
    os.close(writing)
    parts = []
    while part := os.read(reading, 65536):
        parts.append(part)
    os.close(reading)
    return b''.join(parts).decode()
