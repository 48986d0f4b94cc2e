class Table:
    def __init__(self, rows):
        self.rows = [(number, text, tuple(words)) for number, text, words in rows]

    def row(self, i):
        return self.rows[i]
