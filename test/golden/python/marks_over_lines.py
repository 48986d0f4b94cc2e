"""Tracebacks of expressions that take several lines: which lines are shown, and what is marked."""
import sys
import traceback


def foo(*a, **k): raise ValueError("x")
class O: pass
o = O()
def tests():
    def a():
        foo(
            1,
            2,
        )
    def b():
        x = foo(1,
            2)
        return x
    def c():
        return foo(1)
    def d():
        return foo(1, 2) + 1
    def e():
        x = (1 +
             "a")
    def f():
        x = [1,
             2][
             5]
    def g():
        return o.foo(
            1)
    def h():
        y = {"a": 1}["b"]
    def i():
        foo(
            1,
            2,
            3,
            4,
            5,
            6,
        )
    def j():
        z = (1 + 2 +  # comment
             3 + \
             "a" + 4)
    def k():
        raise ValueError(
            "multi",
            "line")
    def l():
        for q in foo(
            1
        ): pass
    def m():
        x = y = foo(1)
    def n(): return foo(1)
    def p():
        return (
            foo)(1,
                2,

                3)
    def q():
        assert foo == 1, (
            "message")
    def r():
        del o.zz
    def s():
        o.zz.yy = 4
    def t():
        x = 1; x[0] = 5
    def u():
        x, y = 1, 2; a, b = foo, foo, foo
    def v():
        import nosuch.module
    def w():
        with foo(1) as z, \
            foo(2): pass
    def x():
        return [foo(i) for i in range(3)
                if i > 1]
    def y():
        @foo
        class Z:
            pass
    def z():
        x = f"{foo(1)}" \
            f"{1}"
    for name, func in list(locals().items()):
        try: func()
        except Exception: traceback.print_exc(file=sys.stdout)
tests()


class O: pass
o = O()
def methods():
    def a(): x = o.foo(1)
    def b():
        assert o == 1, "m"
    def c():
        x = (o
            .foo(1)
            .bar(2))
    def d():
        x = o.foo(
            1).zz
    def e():
        assert (o ==
             1)
    def f():
        x = o.__class__(
            ).zz(3)
    def g():
        x = (o.__class__
             .zz
             .yy(1,
             2))
    for name, func in list(locals().items()):
        try: func()
        except Exception: traceback.print_exc(file=sys.stdout)
methods()


def asserts():
    def a():
        assert 1 == 2
    def b():
        assert (1 ==
            2), "x"
    def c():
        assert 0, "a" + 1
    def d():
        x = 0; assert x; y = 1
    def e():
        assert not 1 or 0, \
          "m"
    for name, func in list(locals().items()):
        try: func()
        except Exception: traceback.print_exc(file=sys.stdout)
asserts()
