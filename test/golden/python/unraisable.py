"""What nobody can catch: what hooks are told, and what is printed."""
import sys, gc, weakref

def without_addresses(text):
    parts = text.split("0x")
    return parts[0] + "".join("ADDRESS" + part.lstrip("0123456789abcdef") for part in parts[1:])

class P:
    def __repr__(self): return "<P>"
class Bad(P):
    def __del__(self): raise ValueError("in del")
class Worse(P):
    def __del__(self):
        raise ValueError("in del",
                         1)
def cb(ref):
    raise KeyError("cb")
def gccb(phase, info):
    if phase == "start": raise IndexError("gc")
def gen():
    try:
        yield 1
    except GeneratorExit: raise TypeError("gen")
class Caller:
    def __call__(self, *a): raise ZeroDivisionError
    def __repr__(self): return "<Caller>"
class BadRepr:
    def __call__(self, *a): raise ZeroDivisionError
    def __repr__(self): raise OverflowError
def sites():
    Bad(); Worse()
    p = P(); w = weakref.ref(p, cb); p = None
    p = P(); w = weakref.ref(p, Caller()); p = None
    p = P(); w = weakref.ref(p, BadRepr()); p = None
    gc.callbacks.append(gccb); gc.collect(); gc.callbacks.clear()
    g = gen(); next(g); g = None
def hook(u):
    about = type(u.object).__name__
    print("hook", u.exc_type.__name__, u.exc_value, without_addresses(str(u.err_msg)), about)
sys.unraisablehook = hook
sites()
class Err:
    def write(self, text): out.append(text)
    def flush(self): pass
out = []
def shown():
    print(without_addresses("".join(out)))
    out.clear()
sys.unraisablehook = sys.__unraisablehook__
sys.stderr = Err()
sites()
shown()
def failing(u): raise KeyError("hook")
sys.unraisablehook = failing
Bad()
shown()
sys.unraisablehook = sys.__unraisablehook__
class My(Exception): pass
class Outer:
    class In(Exception): pass
class S(Exception):
    def __str__(self): raise ValueError
def local():
    class L(Exception): pass
    return L
def raiser(make, cause=None):
    class B:
        def __del__(self):
            try: 1/0
            except Exception as e:
                raise make()
    B()
def recursive(n):
    if n == 0: raise KeyError
    recursive(n - 1)
class Deep:
    def __del__(self): recursive(8)
class Note:
    def __del__(self):
        e = ValueError("multi\nline"); 
        if hasattr(e, "add_note"): e.add_note("a note")
        raise e
class Cause:
    def __del__(self):
        raise ValueError from KeyError("c")
class Long:
    def __del__(self):
        x = [1,
             2, foo(
             3)]
def foo(a): return bar(a) + bar(a)
def bar(a): return a.x
class Syn:
    def __del__(self): compile("a b", "<x>", "exec")
class Ev:
    def __del__(self): eval("1/0")
for m in (My, Outer.In, S, local(), lambda: SystemExit(3), KeyboardInterrupt, lambda: OSError(2, "x")): raiser(m)
Deep(); Note(); Cause(); Long(); Ev(); Syn()
shown()
sys.stderr = sys.__stderr__
