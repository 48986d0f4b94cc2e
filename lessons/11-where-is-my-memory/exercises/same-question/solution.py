from collections import OrderedDict


class Quotes:
    def __init__(self, price):
        self.price = price
        self.answers = OrderedDict()

    def quote(self, number, item, amount):
        key = (item, amount)
        if key in self.answers:
            self.answers.move_to_end(key)
        else:
            self.answers[key] = self.price(item, amount)
            if len(self.answers) > 100:
                self.answers.popitem(last=False)
        return self.answers[key]
