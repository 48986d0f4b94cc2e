from collections import namedtuple

Row = namedtuple('Row', ['number', 'text', 'words'])


class Table:
    def __init__(self, rows):
        self.rows = [Row(number, text, tuple(words)) for number, text, words in rows]

    def row(self, i):
        return tuple(self.rows[i])
