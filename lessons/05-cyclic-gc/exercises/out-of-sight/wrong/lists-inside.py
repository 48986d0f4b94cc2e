class Table:
    def __init__(self, rows):
        self.rows = [tuple(row) for row in rows]

    def row(self, i):
        return self.rows[i]
