class Table:
    def __init__(self, rows):
        self.rows = list(rows)

    def row(self, i):
        return self.rows[i]
