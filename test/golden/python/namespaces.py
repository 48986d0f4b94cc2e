# SimpleNamespace and UserString: sizes, attributes, comparison.
import sys
import types
from collections import UserString

n = types.SimpleNamespace(b=1, a=[2])
print(n, sys.getsizeof(n), n.__dict__, n.a, n == types.SimpleNamespace(a=[2], b=1), n != n, n == 5)
n.c = n
print(n)
del n.c, n.b
print(n, vars(n), types.SimpleNamespace(), type(n).__name__, type(n).__module__)
for use in lambda: n.missing, lambda: types.SimpleNamespace([], 2), lambda: n < n:
    try:
        use()
    except Exception as e:
        print(type(e).__name__, str(e)[:40])


class Settings(types.SimpleNamespace):
    pass


s = Settings(x=1)
print(s, sys.getsizeof(s), s == types.SimpleNamespace(x=1))
try:
    hash(n)
except TypeError as e:
    print(e)
u = UserString('Hello')
print(u, repr(u), sys.getsizeof(u), len(u), u + ' you', 'so ' + u, u * 2, u[1:3], 'ell' in u, u == 'Hello', hash(u) == hash('Hello'))
print(u.upper(), type(u.upper()).__name__, u.find('l'), u.split('l'), u.center(9, '*'), u.replace('l', UserString('L')), list(u)[:2], int(UserString('5')))
print(sorted([UserString('b'), UserString('a')]), u < 'Iello', 'a-%s' % u, u.join(['a', 'b']), u.encode())
