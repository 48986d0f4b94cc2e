amounts = {}


class Report:
    def __init__(self, rows, price):
        self.rows = rows
        self.price = price

    def total(self, tax):
        if self not in amounts:
            amounts[self] = sum(self.price(row) for row in self.rows)
        amount = amounts[self]
        return amount + amount * tax // 100
