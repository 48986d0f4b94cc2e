class Report:
    def __init__(self, rows, price):
        self.rows = rows
        self.price = price
        self.amount = None

    def total(self, tax):
        if self.amount is None:
            self.amount = sum(self.price(row) for row in self.rows)
        return self.amount + self.amount * tax // 100
