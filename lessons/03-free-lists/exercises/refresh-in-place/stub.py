def refresh(table, make):
    table[:] = [make(i) for i in range(len(table))]
