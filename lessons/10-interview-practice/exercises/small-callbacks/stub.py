def make_callbacks(rows, press):
    callbacks = []
    for row in rows:
        callbacks.append(lambda: press(row.name))
    return callbacks
