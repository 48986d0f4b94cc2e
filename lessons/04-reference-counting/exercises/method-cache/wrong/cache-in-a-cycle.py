from functools import lru_cache


class Report:
    def __init__(self, rows, price):
        self.rows = rows
        self.price = price
        self.amount = lru_cache(maxsize=None)(self.add_up)

    def add_up(self):
        return sum(self.price(row) for row in self.rows)

    def total(self, tax):
        amount = self.amount()
        return amount + amount * tax // 100
