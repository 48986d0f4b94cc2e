def make_callbacks(rows, press):
    names = [row.name for row in rows]
    callbacks = []
    for name in names:
        callbacks.append(lambda: press(name))
    return callbacks
