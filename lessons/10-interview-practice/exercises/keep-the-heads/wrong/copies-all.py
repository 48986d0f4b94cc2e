def heads(packets, n):
    whole = [bytes(packet) for packet in packets]
    return [copy[:n] for copy in whole]
