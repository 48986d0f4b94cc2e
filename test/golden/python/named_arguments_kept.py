# What a call with named arguments allocates the first time, on empty free lists, beyond what it does the second time:
# native functions keep a tuple of their parameters' names. The family: parsers of arguments (to 3.11).
import gc
import math

gc.disable()


def grown(call):
    gc.collect()
    before = gc.get_count()[0]
    call()
    return gc.get_count()[0] - before


def first(what, call):
    first, second = grown(call), grown(call)
    print(what, first - second)


def nothing():
    pass


first('nothing', nothing)
first('nothing', nothing)
first('list.sort', lambda: [1].sort(reverse=True))
first('list.sort', lambda: [1].sort(key=abs))
first('sorted', lambda: sorted([1], key=abs))
first('str.split', lambda: 'a b'.split(maxsplit=1))
first('str.rsplit', lambda: 'a b'.rsplit(maxsplit=1))
first('str.splitlines', lambda: 'a b'.splitlines(keepends=True))
first('str.expandtabs', lambda: 'a b'.expandtabs(tabsize=1))
first('str.encode', lambda: 'a b'.encode(encoding='utf-8'))
first('bytes.split', lambda: b'a b'.split(maxsplit=1))
first('bytes.splitlines', lambda: b'a b'.splitlines(keepends=True))
first('bytes.decode', lambda: b'a b'.decode(encoding='utf-8'))
first('bytearray.split', lambda: bytearray(b'a b').split(maxsplit=1))
first('int', lambda: int('1', base=8))
first('int', lambda: int('1', base=9))
first('int.to_bytes', lambda: (1).to_bytes(length=1, byteorder='big'))
first('sum', lambda: sum([1], start=1))
first('round', lambda: round(1.5, ndigits=0))
first('complex', lambda: complex(real=1))
first('max', lambda: max([1], key=abs))
first('dict', lambda: dict(a=1))
first('math.isclose', lambda: math.isclose(1, 2, abs_tol=1))


# The first of three on empty free lists, then what the lists leave to do. The family: named arguments on their way.
def three(what, call):
    gc.collect()
    kept, counts = [], []
    for _ in range(3):
        before = gc.get_count()[0]
        kept.append(call())
        counts.append(gc.get_count()[0] - before)
    print(what, counts)


class Base:
    def __init_subclass__(cls, **keywords):
        pass


def derived():
    class Derived(Base, k=1):
        pass
    return Derived


def plain():
    class Plain(Base):
        pass
    return Plain


three('class with keywords', derived)
three('class', plain)
three('dict', lambda: dict(a=1))
from collections import OrderedDict
three('OrderedDict', lambda: OrderedDict(a=1))
