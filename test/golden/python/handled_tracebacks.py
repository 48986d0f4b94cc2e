# Who holds an exception and its traceback while it is handled: except, finally, with, a raise alone.
import sys, gc
def f(): raise ValueError
try: f()
except ValueError as e:
    print(sys.getrefcount(e), sys.getrefcount(e.__traceback__), sys.getrefcount(e.__traceback__.tb_frame), sys.getrefcount(e.__traceback__.tb_next))
    x = e
print(sys.getrefcount(x), sys.getrefcount(x.__traceback__), sys.getrefcount(x.__traceback__.tb_frame), sys.getrefcount(x.__traceback__.tb_next))
def g():
    try: f()
    except ValueError as e:
        print(sys.getrefcount(e), sys.getrefcount(e.__traceback__), sys.getrefcount(e.__traceback__.tb_frame), sys.getrefcount(e.__traceback__.tb_next))
        return e
y = g()
print(sys.getrefcount(y), sys.getrefcount(y.__traceback__), sys.getrefcount(y.__traceback__.tb_frame), sys.getrefcount(y.__traceback__.tb_next), sys.getrefcount(y.__traceback__.tb_next.tb_frame))
def h():
    try:
        f()
    except ValueError as e:
        try:
            raise KeyError
        except KeyError as k:
            print(sys.getrefcount(e), sys.getrefcount(e.__traceback__), sys.getrefcount(k), sys.getrefcount(k.__traceback__))
        print(sys.getrefcount(e), sys.getrefcount(e.__traceback__))
    t = sys.exc_info()
    print(t)
h()
try:
    try:
        f()
    finally:
        print(sys.getrefcount(sys.exc_info()[1]), sys.getrefcount(sys.exc_info()[2]))
except ValueError:
    print(sys.getrefcount(sys.exc_info()[1]), sys.getrefcount(sys.exc_info()[2]))
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(sys.getrefcount(v), sys.getrefcount(tb))
        return True
with CM():
    f()
try:
    1 // 0
except ZeroDivisionError as e:
    print(sys.getrefcount(e), sys.getrefcount(e.__traceback__))
    print(sys.getrefcount(e), sys.getrefcount(e.__traceback__))
try:
    {}['a']
except KeyError as e:
    tb = e.__traceback__
    print(sys.getrefcount(e), sys.getrefcount(tb))
    try: raise e
    except KeyError as e2:
        print(sys.getrefcount(e2), sys.getrefcount(e2.__traceback__), sys.getrefcount(tb))
    try: raise
    except KeyError as e2:
        print(sys.getrefcount(e2), sys.getrefcount(e2.__traceback__), sys.getrefcount(tb))


def entries(e):
    n, t = 0, e.__traceback__
    while t:
        n, t = n + 1, t.tb_next
    return n


def again():
    try:
        raise ValueError
    except ValueError as e:
        try:
            raise e
        except ValueError:
            pass
        try:
            raise
        except ValueError as same:
            print(entries(same))
        raise


def passing():
    try:
        raise ValueError
    finally:
        try:
            raise KeyError
        except KeyError:
            pass


for f in again, passing:
    try:
        f()
    except ValueError as e:
        print(entries(e))
