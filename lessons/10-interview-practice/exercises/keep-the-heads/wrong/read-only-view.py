def heads(packets, n):
    return [packet.toreadonly()[:n] for packet in packets]
