# Literals of objects that all programs share, and short strings that the start-up heap refers to: each has its references.
import sys


def small(n):
    return "immortal" if n > 10**8 else "many" if n > 60 else n


empty = b""
def one():
    return b""


if empty:
    x = b""
    y = b""
print(small(sys.getrefcount(b"")), small(sys.getrefcount(b"a")))
for text in "ab", "qwe", "spam", "abc", "eggs", "foo", "bar", "hello", "zz", "xyz":
    print(small(sys.getrefcount(text)), end=" ")
print()
