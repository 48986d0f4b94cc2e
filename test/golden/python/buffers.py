import sys
b = bytearray(b"abc"); m = memoryview(b)
for s in ("b.append(1)", "b.extend(b'xx')", "b += b'y'", "b.pop()", "b[0:1] = b'zz'", "b[0] = 65", "b[0:1] = b'q'", "b.clear()", "del b[0]", "b.insert(0, 1)"):
    try: exec(s); print(s, bytes(b))
    except Exception as e: print(s, type(e).__name__, e)
m2 = m[1:]; m.release()
try: b.append(1)
except BufferError as e: print("still", e)
del m2; b.append(1); print(b, sys.getsizeof(b))
with memoryview(b) as v:
    try: b.append(2)
    except BufferError as e: print(e)
b.append(3); print(b)
c = bytearray(b"hello"); c.insert(0, 33); c.insert(-1, 63); c.insert(100, 46); c.remove(108); c.reverse(); print(c)
try: c.remove(0)
except ValueError as e: print(e)
