class Report:
    def __init__(self, rows, price):
        self.rows = rows
        self.price = price

    def total(self, tax):
        amount = sum(self.price(row) for row in self.rows)
        return amount + amount * tax // 100
