def make_callbacks(rows, press):
    def callback(i):
        return lambda: press(rows[i].name)

    return [callback(i) for i in range(len(rows))]
