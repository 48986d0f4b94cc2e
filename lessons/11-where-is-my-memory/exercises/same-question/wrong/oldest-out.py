class Quotes:
    def __init__(self, price):
        self.price = price
        self.answers = {}

    def quote(self, number, item, amount):
        key = (item, amount)
        if key not in self.answers:
            self.answers[key] = self.price(item, amount)
            if len(self.answers) > 100:
                del self.answers[next(iter(self.answers))]
        return self.answers[key]
