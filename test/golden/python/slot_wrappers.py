# The special methods of built-in types are their slots: a class that overrides one may call its base's.
from collections import deque


class Doubling(list):
    def __setitem__(self, key, value):
        list.__setitem__(self, key, value * 2)

    def __getitem__(self, key):
        return list.__getitem__(self, key) + 1

    def __delitem__(self, key):
        super().__delitem__(key)

    def __contains__(self, item):
        return list.__contains__(self, item)

    def __iter__(self):
        return list.__iter__(self)


class Word(str):
    def __contains__(self, item):
        return str.__contains__(self, item.lower())


class Table(dict):
    def __setitem__(self, key, value):
        dict.__setitem__(self, key, [value])

    def __delitem__(self, key):
        dict.__delitem__(self, key)


items = Doubling([1, 2])
items[0] = 5
print(items[0], 10 in items, list(items))
del items[0]
print(len(items))
print('A' in Word('ab'))
table = Table()
table['a'] = 1
table['b'] = 2
del table['a']
print(table)

# Both operands are asked, each by its own type.
print({1} == {1: 2}.keys(), {1: 2}.keys() == {1}, {1} <= {1: 2}.keys())
print((1).__eq__(1.0), (1.0).__eq__(1), 1 == 1.0, (1.0).__add__(1j), 1.0 + 1j)
print(range(3).__eq__(range(3)), range(3).__ne__(range(2)), range(3).__lt__(range(2)))
print({}.__lt__({}), {}.__ne__({1: 1}), memoryview(b'a').__ne__(b'a'))
same = turning = deque([1])
turning *= 2
print(same is turning, same)
print(deque([1]).__eq__(deque([1])), deque([1]) < deque([2]))


class Two:
    def __index__(self):
        return 2


print(bytearray(b'ab') * Two(), Two() * 'ab', [1] * Two())
for action in (lambda: [1] * [2], lambda: 1 in 1, lambda: (1,) + [2]):
    try:
        action()
    except TypeError as error:
        print(type(error).__name__)
