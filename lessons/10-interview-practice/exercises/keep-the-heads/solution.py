def heads(packets, n):
    return [bytes(packet[:n]) for packet in packets]
