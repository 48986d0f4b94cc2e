"""What holds what a match statement binds."""
import sys

SOURCE = '''
import sys
R = sys.getrefcount
a = object()
match [a, {"k": a}]:
    case [x, {"k": y}]: print("match", R(x), R(y))
match a:
    case x: print(R(x))
match [a, a]:
    case [x, *y]: print(R(x), y[0] is a)
class P:
    __match_args__ = ("x",)
    def __init__(self): self.x = a
match P():
    case P(x): print(R(x))
match {"k": a}:
    case {"k": y, **r}: print(R(y))
def f():
    match [a, {"k": a}]:
        case [x, {"k": y}]: print("match", R(x), R(y))
    match P():
        case P(x=z): print(R(z))
f()
'''
if sys.version_info >= (3, 10):
    exec(SOURCE)
