# Iterators of itertools taken apart, copied, and set to a state; what they refuse.
import copy
import itertools
import sys
import warnings
from itertools import *

warnings.simplefilter('ignore')


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def rest(it):
    return list(islice(it, 12))


class C(islice):
    pass


class Init(chain):
    def __init__(self, *args, newarg=None):
        self.newarg = newarg


if sys.version_info < (3, 14):
    for make in (lambda: count(3), lambda: count(2 ** 70, 5), lambda: count(1.5), lambda: repeat('x'), lambda: repeat('x', 4),
                 lambda: cycle('abc'), lambda: chain('ab', 'cd'), lambda: islice('abcdefgh', 1, 7, 2), lambda: islice('abc', 2),
                 lambda: takewhile(str.isalpha, 'ab1c'), lambda: dropwhile(str.isalpha, 'ab1c'), lambda: filterfalse(str.isalpha, 'a1b2'),
                 lambda: starmap(pow, [(2, 3), (3, 2)]), lambda: product('ab', 'xy'), lambda: product(), lambda: C('abcd', 1, 3)):
        for taken in (0, 1, 3, 9):
            it = make()
            for _ in range(taken):
                next(it, None)
            again = copy.copy(it)
            print(type(again).__name__, rest(again), len(it.__reduce__()))
    it = chain()
    it.__setstate__((iter(['abc', 'de']), iter(['f'])))
    print(list(it))
    it = cycle('defg')
    it.__setstate__((list('abc'), 0))
    print(rest(it))
    it = cycle('defg')
    it.__setstate__((list('abcdefg'), 1))
    print(rest(it), rest(it))
    p = product((1, 2), (3,))
    p.__setstate__((0, 0x1000))
    print(list(p))
    p = product((1, 2), (), (3,))
    p.__setstate__((0, 0, 0))
    print(list(p))
    for state in ((), [], 0, ([],), (iter([]), []), (iter(''), 0), ([1], 'x'), (iter([]), iter([]), 1)):
        told(chain().__setstate__, state)
        told(cycle('').__setstate__, state)
        told(product('a').__setstate__, state)
    warnings.simplefilter('always')
    warnings.showwarning = lambda message, category, *rest: print('warned', category.__name__, message)
    told(lambda: len(repeat(1).__reduce__()))
    warnings.simplefilter('error')
    told(copy.copy, cycle('a'))
else:
    told(copy.copy, cycle('a'))

told(count, 'a')
told(count, 1, 2, 3)
told(islice, [], 'a')
told(islice, [], 1, 'a')
told(islice, [], 'a', 1)
told(islice, [], 1, -5)
told(C, [], 1, x=2)
told(cycle, [], x=1)
told(chain, x=1)
print(Init('ab', newarg=2).newarg, list(Init('ab', newarg=2)))
if sys.version_info >= (3, 10):
    told(pairwise, iterable='abc')
    told(pairwise)
    told(pairwise, 'a', 1)


class F(float):
    pass


class L(list):
    def __new__(cls, *args, x=0):
        return super().__new__(cls)


told(F, x=0)
told(L, [1], x=3)
told(filter, None, [], x=1)
print(format(1234.56, '.4'), format(123.456, '.4'), format(12345.6, '.4'), format(1e15, '.16'), format(1000.0, '.4'), format(99.99, '.2'))
print(1.0 ** float('nan'), (-1.0) ** float('inf'), (-1.0) ** float('-inf'), float('nan') ** 0.0)
