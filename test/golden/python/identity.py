"""Which operations give their operand back, and which make a new object."""
class S(str): pass
class B(bytes): pass
class T(tuple): pass
def show(name, x, ops):
    row = []
    for op in ops:
        try:
            row.append(op(x) is x)
        except Exception as e:
            row.append(type(e).__name__)
    print(name, row)
s = "".join(["long text ", "that is new"])
u = "".join(["\xe9t\xe9 ", "\u20ac"])
b = b"".join([b"long bytes ", b"new"])
t = tuple([1, 2, 3])
text = [
    lambda x: x[:], lambda x: x[0:], lambda x: x[:len(x)], lambda x: x[::1], lambda x: x[0:len(x):1], lambda x: x[-len(x):], lambda x: x[:10**20], lambda x: x[1:], lambda x: x[::-1][::-1],
    lambda x: str(x), lambda x: str(object=x), lambda x: x.__str__(), lambda x: format(x), lambda x: format(x, ""), lambda x: "{}".format(x), lambda x: "{0}".format(x), lambda x: f"{x}", lambda x: f"{x!s}", lambda x: "%s" % x, lambda x: "%s" % (x,),
    lambda x: x + "", lambda x: "" + x, lambda x: x * 1, lambda x: 1 * x, lambda x: x * True, lambda x: "".join([x]), lambda x: "-".join([x]), lambda x: "".join((x,)), lambda x: "".join({x: 1}), lambda x: "".join(["", x]),
    lambda x: x.replace("zzz", "y"), lambda x: x.replace("n", "n"), lambda x: x.replace("n", "y", 0), lambda x: x.replace("", "", 1), lambda x: x.strip(), lambda x: x.lstrip(), lambda x: x.rstrip(), lambda x: x.strip("@"), lambda x: x.zfill(3), lambda x: x.zfill(len(x)), lambda x: x.center(2), lambda x: x.ljust(2), lambda x: x.rjust(len(x)),
    lambda x: x.expandtabs(), lambda x: x.translate({}), lambda x: x.lower(), lambda x: x.casefold(), lambda x: x.split("@")[0], lambda x: x.rsplit("@")[0], lambda x: x.split(None, 0)[0], lambda x: x.splitlines()[0], lambda x: x.partition("@")[0], lambda x: x.rpartition("@")[2], lambda x: x.splitlines(True)[0],
    lambda x: x.removeprefix("@"), lambda x: x.removesuffix("@"), lambda x: x.removeprefix(""), lambda x: ("%s%s" % (x, "")), lambda x: format(x, "s"), lambda x: format(x, "5"), lambda x: ascii(x), lambda x: "{:s}".format(x), lambda x: "{!s}".format(x), lambda x: x.title().swapcase().swapcase(), lambda x: x.format(),
    lambda x: max(x, ""), lambda x: __import__("copy").copy(x), lambda x: __import__("copy").deepcopy(x), lambda x: __import__("sys").intern(x), lambda x: x.__add__(""), lambda x: x.__mul__(1), lambda x: eval(repr(x)), lambda x: x.encode().decode(),
]
for name, x in ("ascii", s), ("wide", u), ("empty", ""), ("sub", S("derived"))  , ("spaces", "".join([" ", "x "])):
    show(name, x, text)
raw = [
    lambda x: x[:], lambda x: x[0:], lambda x: x[:len(x)], lambda x: x[::1], lambda x: x[::-1][::-1], lambda x: bytes(x), lambda x: x + b"", lambda x: b"" + x, lambda x: x * 1, lambda x: 1 * x, lambda x: b"".join([x]), lambda x: b"-".join([x]), lambda x: b"".join((x,)), lambda x: b"".join([b"", x]),
    lambda x: x.replace(b"zzz", b"y"), lambda x: x.replace(b"n", b"n"), lambda x: x.replace(b"n", b"y", 0), lambda x: x.strip(), lambda x: x.lstrip(), lambda x: x.rstrip(b"@"), lambda x: x.zfill(3), lambda x: x.center(2), lambda x: x.ljust(2), lambda x: x.rjust(len(x)), lambda x: x.expandtabs(), lambda x: x.translate(None), lambda x: x.translate(None, b""), lambda x: x.translate(bytes(range(256))), lambda x: x.lower(), lambda x: x.split(b"@")[0], lambda x: x.rsplit(b"@")[0], lambda x: x.split(None, 0)[0], lambda x: x.splitlines()[0], lambda x: x.partition(b"@")[0], lambda x: x.rpartition(b"@")[2], lambda x: x.removeprefix(b"@"), lambda x: x.removesuffix(b"@"), lambda x: x.__getnewargs__()[0], lambda x: b"%b" % x, lambda x: b"%s" % (x,), lambda x: x % (), lambda x: memoryview(x).tobytes(), lambda x: __import__("copy").copy(x),
]
for name, x in ("bytes", b), ("empty", b""), ("sub", B(b"derived")), ("spaces", b"".join([b" ", b"x "])):
    show(name, x, raw)
rows = [
    lambda x: x[:], lambda x: x[0:], lambda x: x[:len(x)], lambda x: x[::1], lambda x: x[::-1][::-1], lambda x: tuple(x), lambda x: x + (), lambda x: () + x, lambda x: x * 1, lambda x: 1 * x, lambda x: (*x,), lambda x: tuple(list(x)), lambda x: __import__("copy").copy(x), lambda x: __import__("copy").deepcopy(x), lambda x: tuple(i for i in x),
]
for name, x in ("tuple", t), ("empty", ()), ("sub", T(t)), ("held", tuple([[]])):
    show(name, x, rows)
f = frozenset([1, 2])
show("frozenset", f, [lambda x: frozenset(x), lambda x: x.copy(), lambda x: x | x, lambda x: x & x, lambda x: x - set(), lambda x: x.union(), lambda x: x.intersection(), lambda x: x.difference(), lambda x: x ^ frozenset(), lambda x: __import__("copy").copy(x)])
big = 10**30
fl = float("2.5")
c = complex(1, 2)
show("int", big, [lambda x: int(x), lambda x: +x, lambda x: x + 0, lambda x: x * 1, lambda x: x // 1, lambda x: x | 0, lambda x: x >> 0, lambda x: x << 0, lambda x: round(x), lambda x: abs(x), lambda x: x.__int__(), lambda x: x.real, lambda x: x.conjugate(), lambda x: __import__("math").floor(x), lambda x: __import__("operator").index(x), lambda x: x - 0, lambda x: x ** 1, lambda x: x.numerator, lambda x: -(-x), lambda x: x & x, lambda x: x % (x + 1), lambda x: round(x, 0), lambda x: round(x, 1), lambda x: sum([x]), lambda x: divmod(x, 1)[0], lambda x: __import__("math").trunc(x)])
show("float", fl, [lambda x: float(x), lambda x: +x, lambda x: x + 0, lambda x: x * 1.0, lambda x: abs(x), lambda x: x.real, lambda x: x.conjugate(), lambda x: x.__float__(), lambda x: round(x, 5), lambda x: sum([x])])
show("complex", c, [lambda x: complex(x), lambda x: +x, lambda x: x + 0])
r = range(3)
show("range", r, [lambda x: x[:], lambda x: range(3), lambda x: __import__("copy").copy(x)])
sl = slice(1, 2)
show("slice", sl, [lambda x: __import__("copy").copy(x)])
