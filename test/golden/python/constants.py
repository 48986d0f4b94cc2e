import sys
rc = sys.getrefcount
print(rc(1.5), rc(1.5*2), rc(10**10), rc("abc"*3), rc(12345678), rc("a b"), rc((1,2)), rc((1,)+(2,)), rc(b"xyz"), rc(3.25+1), rc("ab" "cd"), rc(b"a"*3))
def f(): print(rc(1.5), rc(2.5*2), rc(11**10), rc("abd"*3), rc(12345679), rc("a c"), rc((1,3)), rc((1,)+(3,)), rc(b"xyw"))
f()
l = [5.5, 5.5 * 2, 7 ** 9]; print([rc(v) for v in l])
def f(): return (1, 2, 3), ("a", 5.5)
def g(): return (1, 2, 3), ("a", 5.5), None
print(f()[0] is g()[0], f()[1] is g()[1], f()[1][1] is g()[1][1])
