class Row:
    __slots__ = ('number', 'text', 'words')

    def __init__(self, number, text, words):
        self.number = number
        self.text = text
        self.words = tuple(words)


class Table:
    def __init__(self, rows):
        self.rows = [Row(number, text, words) for number, text, words in rows]

    def row(self, i):
        row = self.rows[i]
        return row.number, row.text, row.words
