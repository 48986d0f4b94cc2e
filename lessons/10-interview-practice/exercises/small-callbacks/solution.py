from functools import partial


def make_callbacks(rows, press):
    return [partial(press, row.name) for row in rows]
