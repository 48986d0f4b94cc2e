def heads(packets, n):
    return [list(packet[:n]) for packet in packets]
