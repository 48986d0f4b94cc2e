# tracebacks
import sys, traceback
def a(n):
    if n == 0:
        raise ValueError('deep')
    a(n - 1)
def b():
    try:
        a(2)
    except ValueError as e:
        raise KeyError('outer') from e
def c():
    try:
        b()
    except KeyError:
        {}['inner']
try: c()
except KeyError as e:
    print(type(e.__context__).__name__, type(e.__context__.__cause__).__name__, e.__suppress_context__)
    lines = traceback.format_exc().splitlines()
    print('\n'.join(l for l in lines if '^' not in l and '~' not in l))
def rec(n): return rec(n + 1)
try: rec(0)
except RecursionError as e: print(str(e)[:40])
class MyErr(Exception):
    def __init__(self, x): self.x = x; super().__init__(x, 'more')
    def __str__(self): return f'my {self.x}'
try: raise MyErr(5)
except MyErr as e: print(e, repr(e), e.args, e.__traceback__.tb_lineno - e.__traceback__.tb_frame.f_lineno)
try:
    try: 1/0
    finally: print('fin')
except ZeroDivisionError as e: print('caught', e.__context__)
def gen():
    try: yield 1
    except GeneratorExit: print('closed'); raise
    finally: print('genfin')
g = gen(); next(g); g.close()
g = gen(); next(g)
try: g.throw(TypeError('thrown'))
except TypeError as e: print(e)
def ret():
    try: return 'try'
    finally: print('before return')
print(ret())
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
    finally: print('loop fin', i)
def nested():
    try:
        raise ValueError(1)
    except ValueError:
        try: raise TypeError(2)
        except TypeError as t: print(t.__context__.args, sys.exc_info()[0].__name__)
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info())
nested()
e = ValueError('note')
if hasattr(e, 'add_note'): e.add_note('extra'); print(e.__notes__)
print(repr(OSError(2, 'No such file', 'name')), str(OSError(2, 'No such file', 'name')), OSError(2, 'x').__class__.__name__, KeyError('k').args, str(KeyError('k')), StopIteration(5).value, SystemExit(3).code, UnicodeDecodeError('u', b'x', 0, 1, 'r').reason)
class Ctx:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print('exit', t.__name__ if t else None, v); return t is ValueError
with Ctx(), Ctx(): raise ValueError('swallowed')
try:
    with Ctx(): raise TypeError('through')
except TypeError: print('went through')
def f(x):
    y = x / 0
    return y
def outer(x): return [f(i) for i in range(x)]
try: outer(3)
except ZeroDivisionError as e: print(e, len(traceback.format_exc().splitlines()) > 8)
