def refresh(table, make):
    for i in range(len(table)):
        table[i] = None
    for i in range(len(table)):
        table[i] = make(i)
