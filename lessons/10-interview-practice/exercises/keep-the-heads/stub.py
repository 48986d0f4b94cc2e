def heads(packets, n):
    return [packet[:n] for packet in packets]
