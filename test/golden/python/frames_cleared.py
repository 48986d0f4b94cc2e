# frame.clear(): what it drops, in which order, and what it refuses.
import gc
import sys


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def fails():
    a = Noisy("a")
    b = Noisy("b")
    raise ValueError


def held(n):
    x = Noisy(n)
    y = Noisy(n + "2")
    return sys._getframe()


try:
    fails()
except ValueError as e:
    tb = e.__traceback__
print("kept", tb.tb_next.tb_frame.f_code.co_name)
tb.tb_next.tb_frame.clear()
print("cleared", tb.tb_next.tb_frame.f_lineno > 0)
try:
    tb.tb_frame.clear()
except RuntimeError as e:
    print(e)
tb = None
frame = held("h")
print("held")
frame.clear()
print("again", frame.f_code.co_name)
frame.clear()
frame = None


def generator():
    z = Noisy("z")
    try:
        yield sys._getframe()
    finally:
        print("closing")


g = generator()
f = next(g)
try:
    f.clear()
    print("closed", list(g))
except RuntimeError as e:
    print(e)
    g.close()
f = g = None
g = generator()
f = g.gi_frame
f.clear()
print("not begun", list(g))
f = g = None


def inner():
    try:
        sys._getframe().clear()
    except RuntimeError as e:
        print(e)
    try:
        sys._getframe(1).clear()
    except RuntimeError as e:
        print(e)


def outer():
    kept = Noisy("k")
    inner()
    print("still", kept.n)


outer()


def cycle():
    me = sys._getframe()
    other = Noisy("c")
    return me


cycle().clear()
print(gc.collect() >= 0)


def order():
    one, two, three = Noisy(1), Noisy(2), Noisy(3)
    raise KeyError


try:
    order()
except KeyError as e:
    kept = e
kept = None
print("end")
