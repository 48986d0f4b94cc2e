from functools import lru_cache


class Report:
    def __init__(self, rows, price):
        self.rows = rows
        self.price = price

    @lru_cache(maxsize=2)
    def amount(self):
        return sum(self.price(row) for row in self.rows)

    def total(self, tax):
        amount = self.amount()
        return amount + amount * tax // 100
