# Which part of a line a traceback marks where operands are in parentheses.
import traceback
s = 0
def a(): (s) // 0
def b(): x = (s) // (s)
def c(): ((s)) // 0
def d(): (s + 1) / (s)
def e(): (s) [0]
def f(): return (s // 0) + 1
def g(): (s)(1)
def h(): (s).foo
def i(): -(s) // (0)
def j(): (s) % (  s  )
def k(): [(s) // 0 for _ in (1,)]
def l(): x = {}; x['a']['b']
def m(): (lambda: (s) // 0)()
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m):
    try: fn()
    except Exception as x:
        lines = traceback.format_exc().split('\n')
        print(fn.__name__, [l for l in lines if set(l.strip()) and set(l.strip()) <= set('~^')], lines[-2])
