def refresh(table, make):
    for i, old in enumerate(list(table)):
        table[i] = make(i)
