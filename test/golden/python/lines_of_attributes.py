"""In which line attributes, methods' calls and decorators are that take several lines."""
import sys


class Manager:
    def __enter__(self): return 1
    def __exit__(self, *rest): pass


class T:
    def __getattr__(self, n): print(n, sys._getframe(1).f_lineno); return self
    def __call__(self, *a): print("call", sys._getframe(1).f_lineno); return self
    def __setattr__(self, n, v): print("set", n, sys._getframe(1).f_lineno)
    def __delattr__(self, n): print("del", n, sys._getframe(1).f_lineno)
    def __getitem__(self, n): print("item", n, sys._getframe(1).f_lineno); return self
    def m(self, *a): print("m", sys._getframe(1).f_lineno); return self
o = T()
x = (o
   .a
   .b(1,
      2)
   .m(3)
   .m(
   4)
   [5].z)
(o
 .a
 .c) = 5
del (o
 .a
 .c)
class A(T):
    def __iadd__(self, x): print('iadd', sys._getframe(1).f_lineno); return self
o = A()
(o
 .d) += 1 if 0 else o
(o
 .e).f = 3
for (o
   .g) in [1]: pass
o.m(
  *[1])
(o
  .m(*[1],
    **{}))
(o.
  m
  (1))
x = [o
  .m(1) for i in
   (1,)]
with Manager() as (o
   .h): pass
o(
  1)
(o
 )(
  1)
x = (o
  .m)(1)


def line(tag):
    def deco(f):
        print(tag, sys._getframe(1).f_lineno); return f
    return deco
@line("a")
@line("b")
def first(): pass
@line("c")
@line(
   "d")
class X: pass
@line("e")
class Y(object,
   metaclass=type):
    @line("f")
    @line("g")
    def m(self): pass
@line("h")
async def k(): pass
def meta(*a, **k): print("meta", sys._getframe(1).f_lineno); return type(*a)
@line("i")
class Z(metaclass=meta): pass
class Y(object,
   metaclass=meta):
    pass
print(first.__code__.co_firstlineno, Y.__dict__.get("__firstlineno__"), k.__code__.co_firstlineno)
