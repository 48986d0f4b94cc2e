"""Reference counts in `finally`, on each way out."""
import sys
def a(w):
    for i in range(3):
        try:
            if i == 2: return sys.getrefcount(w)
        except ValueError as err: raise
        else: w.append(i)
        finally: print(sys.getrefcount(w))
def b(w):
    for i in range(3):
        try:
            if i == 2: return 5
        except ValueError as err: raise
        finally: print(sys.getrefcount(w))
def c(w):
        try:
            return 5
        except ValueError as err: raise
        finally: print(sys.getrefcount(w))
def d(w):
        try:
            return 5
        except ValueError: raise
        finally: print(sys.getrefcount(w))
def e(w):
        try:
            return len(w)
        except ValueError: pass
        finally: print(sys.getrefcount(w))
def f(w):
    for i in range(1):
        try:
            return len(w)
        finally: print(sys.getrefcount(w))
def g(w):
    for i in range(1):
        try:
            len(w)
            break
        finally: print(sys.getrefcount(w))
def h(w):
    while True:
        try:
            if w: return len(w)
        except KeyError: pass
        finally: print(sys.getrefcount(w))
def j(w):
    try:
        try:
            return len(w)
        finally: print(sys.getrefcount(w))
    finally: print(sys.getrefcount(w))
def k(w):
    with open("/dev/null"):
        try:
            return len(w)
        finally: print(sys.getrefcount(w))
for q in (a,b,c,d,e,f,g,h,j,k): print(q.__name__); q([1])
