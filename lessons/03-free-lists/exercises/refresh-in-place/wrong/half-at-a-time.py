def refresh(table, make):
    half = len(table) // 2
    table[:half] = [make(i) for i in range(half)]
    table[half:] = [make(i) for i in range(half, len(table))]
