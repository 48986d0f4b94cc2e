# Views that are cast to other formats and to more dimensions.
import array
import sys

b = bytearray(range(24))
m = memoryview(b)
for shape in ([24], [4, 6], (2, 3, 4), [2, 2, 2, 3], [1, 24, 1]):
    v = m.cast('B', shape)
    print(v.shape, v.strides, v.ndim, v.nbytes, len(v), v.itemsize, v.contiguous, v.c_contiguous, v.f_contiguous, sys.getsizeof(v))
    print(v.tolist())
v = m.cast('H', [3, 4])
print(v[0, 0], v[2, 3], v[-1, -4], v.strides, v.format)
v[1, 2] = 999
print(v.tolist(), b[12:14], v == memoryview(b).cast('H'), v == m.cast('H', (3, 4)), bytes(v) == bytes(b))
flat = v.cast('B')
print(flat.shape, flat[:4].tolist(), sys.getsizeof(flat), v.toreadonly().shape, memoryview(v).shape)
z = memoryview(bytes(4)).cast('I', ())
print(z.shape, z.strides, z.ndim, z[()], z.tolist(), z.nbytes, sys.getsizeof(z))
a = memoryview(array.array('i', range(6)))
print(a.cast('B').cast('i', [2, 3]).tolist(), a.cast('B', [4, 6]).ndim)
uses = [
    lambda: v[0], lambda: v[1:].tolist(), lambda: v[:1].shape, lambda: v[0:1, 0:1], lambda: v[0, 0, 0], lambda: v[3, 0], lambda: v[0, 0:1],
    lambda: list(v), lambda: v.cast('B', [4, 6]), lambda: v.cast('I'), lambda: m.cast('B', [5, 5]), lambda: m.cast('B', [-1]),
    lambda: m.cast('B', 5), lambda: m.cast('B', ['a']), lambda: m.cast('Z'), lambda: m.cast('@B')[0], lambda: m[::2].cast('H'),
    lambda: memoryview(b'abc').cast('I'), lambda: memoryview(b'').cast('B', [1]), lambda: z[0], lambda: len(z),
    lambda: m.cast(format='B', shape=[2, 12]).shape,
]
for use in uses:
    try:
        print(use())
    except Exception as e:
        print(type(e).__name__, e)
