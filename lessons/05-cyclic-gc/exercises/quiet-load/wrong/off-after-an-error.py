import gc


def load(rows, parse):
    was_on = gc.isenabled()
    gc.disable()
    table = [parse(row) for row in rows]
    if was_on:
        gc.enable()
    return table
