# What gc tells about collections on standard error.
import gc
import io
import sys
gc.collect()
err = sys.stderr
def plain(text):
    lines = []
    for line in text.splitlines():
        words = line.split(' ')
        if 'elapsed' in words:
            words[-2] = 'TIME'
        if words[-1].startswith('0x'):
            words[-1] = 'ADDRESS'
        if 'each' in words:
            # How many old ones there are differs.
            del words[-1]
        if 'permanent' in words:
            del words[-1]
        lines.append(' '.join(words))
    return lines


def shown(flags, gen=2):
    sys.stderr = io.StringIO()
    gc.set_debug(flags)
    a = []
    a.append(a)
    b = {}
    b['b'] = b
    del a, b
    n = gc.collect(gen)
    gc.set_debug(0)
    text = sys.stderr.getvalue()
    sys.stderr = err
    gc.garbage.clear()
    return n, plain(text)
for flags in (gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL | gc.DEBUG_COLLECTABLE):
    n, text = shown(flags)
    print(flags, n, text)
print(shown(gc.DEBUG_STATS, 0))
class C:
    pass
sys.stderr = io.StringIO()
gc.set_debug(gc.DEBUG_COLLECTABLE)
c = C(); c.c = c
del c
print(gc.collect(0))
t = sys.stderr.getvalue()
sys.stderr = err
print(plain(t))
gc.set_debug(0)
