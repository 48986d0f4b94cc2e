# What is deleted in front of a bytearray stays until it grows; popitem gives up shared keys.
import sys

for end in 1, 10, 100, 150, 199, 200:
    b = bytearray(range(200))
    sizes = [sys.getsizeof(b)]
    del b[:end]
    sizes.append(sys.getsizeof(b))
    b += b'yz'
    sizes.append(sys.getsizeof(b))
    b.append(7)
    b[0:1] = b''
    sizes.append(sys.getsizeof(b))
    del b[0]
    sizes.append(sys.getsizeof(b))
    b.extend(bytes(20))
    sizes.append(sys.getsizeof(b))
    print(end, sizes, len(b), sum(b), bytes(memoryview(b)[:3]))
b = bytearray(b'abcdefgh')
del b[:3]
view = memoryview(b)
print(bytes(view), view[1], b.find(b'f'), b[1:3], b == b'defgh', b.upper(), bytes(b))
try:
    del b[:1]
except BufferError as e:
    print(e)
view.release()
b[1] = 33
b.insert(0, 35)
print(b, b.pop(0), b.pop(), b)


class C:
    pass


objects = [C() for _ in range(3)]
for o in objects:
    o.x, o.y, o.z = 1, 2, 3
for o in objects:
    d = o.__dict__
    before = sys.getsizeof(d)
    print(d.popitem(), sys.getsizeof(d) > before, d.popitem(), d)
    o.w = 4
    print(d, d.popitem(), d.popitem(), d)
try:
    d.popitem()
except KeyError as e:
    print(e)
full = dict.fromkeys(range(10))
print([full.popitem() for _ in range(4)], sys.getsizeof(full), full)
full['a'] = 1
print(full.popitem(), full.popitem(), len(full), sys.getsizeof(full))
