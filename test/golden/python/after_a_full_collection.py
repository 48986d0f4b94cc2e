# A full collection empties the free lists. By how much the collector's count grows with what comes after it, and
# what waits on free lists then.
import gc
gc.disable()
import collections
import sys
import weakref


class Bad:
    def __del__(self):
        raise ValueError(1)


keep = [None] * 21
waiting = [None] * 4


def waits():
    n = 0
    a = gc.get_count()[0]
    while n < 20:
        keep[n] = []
        n += 1
    waiting[0] = 20 - gc.get_count()[0] + a
    n = 0
    a = gc.get_count()[0]
    while n < 20:
        keep[n] = {}
        n += 1
    waiting[1] = 20 - gc.get_count()[0] + a
    n = 0
    a = gc.get_count()[0]
    while n < 20:
        keep[n] = (keep,)
        n += 1
    waiting[2] = 20 - gc.get_count()[0] + a
    n = 0
    a = gc.get_count()[0]
    while n < 20:
        keep[n] = (keep, keep)
        n += 1
    waiting[3] = 20 - gc.get_count()[0] + a
    n = 0
    while n < 20:
        keep[n] = None
        n += 1


def show(what, before):
    growth = gc.get_count()[0] - before
    waits()
    print(what, growth, waiting)


gc.collect()
before = gc.get_count()[0]
show("nothing", before)

# Where 3.11 was recorded, the start-up had it.
if sys.version_info[:2] != (3, 11):
    gc.collect()
    before = gc.get_count()[0]
    import atexit
    show("a small module", before)

bad, worse = Bad(), Bad()
try:
    bad.__del__()
except ValueError:
    pass
bad = None
gc.collect()
before = gc.get_count()[0]
worse = None
waits()
print("tuples of an error that nobody can catch", waiting[2:])

gc.collect()
before = gc.get_count()[0]
type(before).__name__
show("type", before)

gc.collect()
before = gc.get_count()[0]
property(show)
show("property", before)

gc.collect()
before = gc.get_count()[0]
many = collections.defaultdict(list)
many[1].append(2)
show("defaultdict", before)

weak = weakref.WeakValueDictionary()
gc.collect()
before = gc.get_count()[0]
weak = None
show("a weak dictionary that dies", before)

gc.collect()
before = gc.get_count()[0]
collections.namedtuple("Pair", "a b")
waits()
print("lists of namedtuple", waiting[0])
