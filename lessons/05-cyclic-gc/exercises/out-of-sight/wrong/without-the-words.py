class Table:
    def __init__(self, rows):
        self.rows = [(number, text) for number, text, words in rows]

    def row(self, i):
        number, text = self.rows[i]
        return number, text, ()
