"""The line of a `yield` that an exception is thrown into."""
import sys
import traceback


def gen():
    x = 1
    try:
        yield 1
        y = 2
    except KeyError:
        traceback.print_exc(file=sys.stdout)
        yield 2
    x = yield x
g = gen(); next(g)
g.throw(KeyError)
try: g.throw(OSError)
except OSError: traceback.print_exc(file=sys.stdout)
def g3():
    yield from gen()
g = g3(); next(g); 
try: g.throw(ValueError)
except ValueError: traceback.print_exc(file=sys.stdout)
def g4():
    z = [(yield 1), (yield 2)]
g = g4(); next(g); 
try: g.throw(ValueError)
except ValueError: traceback.print_exc(file=sys.stdout)
