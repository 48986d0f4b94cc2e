def make_callbacks(rows, press):
    return [lambda row=row: press(row.name) for row in rows]
