import ctypes, sys, array, copy, gc
x = [1,2,3]
addr = id(x)
print(ctypes.c_ssize_t.from_address(addr).value)
y = x
print(ctypes.c_ssize_t.from_address(addr).value, sys.getrefcount(x))
print(ctypes.cast(addr, ctypes.py_object).value is x)
print(ctypes.string_at(id(b'hello') + bytes.__basicsize__ - 1, 5))
print((ctypes.c_char * 3).from_address(id(b'abc') + 32).raw)
a = array.array('i', range(10)); print(a.itemsize, sys.getsizeof(a), a.buffer_info()[1], a.tobytes()[:8], a.typecode)
a.append(5); print(sys.getsizeof(a), a); a.extend([1,2]); print(len(a), a.pop(), a.index(5), a.count(1), a[2:4], a.tolist())
for tc in 'bBhHiIlLqQfd': print(tc, array.array(tc).itemsize, end=' ')
print()
o = [[1], {'a': [2]}, (3, [4])]
s = copy.copy(o); dd = copy.deepcopy(o); print(s[0] is o[0], dd[0] is o[0], dd == o)
c = []; c.append(c); d = copy.deepcopy(c); print(d[0] is d, d)
class P:
    def __init__(s): s.x = [1]
    def __copy__(s): print('copy'); return s
    def __deepcopy__(s, memo): print('deep'); return P()
copy.copy(P()); copy.deepcopy([P()])
a1 = id([]); a2 = id([]); print(a1 == a2)
a1 = id(object()); a2 = id(object()); print(a1 == a2)
f = 1.5 * 2; i1 = id(f); del f; g = 2.5 * 2; print(id(g) == i1)
t = tuple([1,2,3]); i1 = id(t); del t; u = tuple([4,5,6]); print(id(u) == i1)
d = {}; i1 = id(d); del d; e = {}; print(id(e) == i1)
s = 'ab' * 50; i1 = id(s); del s; r = 'cd' * 50; print(id(r) == i1)
print(sys.intern('he' + 'llo') is sys.intern('hello'))
class Q: pass
i = [id(Q()) for _ in range(5)]; print(len(set(i)))
i = [Q() for _ in range(5)]; print(len(set(map(id, i))))
