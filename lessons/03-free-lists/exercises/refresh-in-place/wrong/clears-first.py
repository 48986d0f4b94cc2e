def refresh(table, make):
    count = len(table)
    table.clear()
    for i in range(count):
        table.append(make(i))
