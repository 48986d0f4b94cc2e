from functools import lru_cache


class Quotes:
    def __init__(self, price):
        self.cached = lru_cache(maxsize=100)(lambda number, item, amount: price(item, amount))

    def quote(self, number, item, amount):
        return self.cached(number, item, amount)
