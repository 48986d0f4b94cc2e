"""Functions that run at the end: one that fails, one that registers, one that takes another off."""
import atexit, sys


class A:
    class E(Exception): pass


class Out:
    def write(self, text):
        if "0x" in text:
            parts = text.split("0x")
            text = parts[0] + "".join("ADDRESS" + part.lstrip("0123456789abcdef") for part in parts[1:])
        sys.__stdout__.write(text)
    def flush(self): pass


class R:
    def __call__(self): raise ValueError
    def __repr__(self): return "<R>"


def fails(): raise A.E("at exit")
def leaves(): raise SystemExit(3)
def a(): print("a"); atexit.unregister(c)
def b(): print("b")
def c(): print("c")
def d(): print("d"); atexit.register(a)
sys.stderr = Out()
for each in (fails, R(), leaves, b, c, a, d): atexit.register(each)
