"""Bytes are read one by one; bytearrays change at their ends, in the middle and by slices, with what each costs."""
import sys
import tracemalloc

data = bytes(range(256)) * 40
total = 0
for byte in data:
    total += byte
total += sum(data[i] for i in range(0, len(data), 7))
print(total, len([data[i:i + 100] for i in range(0, len(data), 100)]), data[::-3][:5], data[:] is data)

tracemalloc.start()
values = bytearray()
sizes = []
for i in range(2000):
    values.append(i % 256)
    sizes.append(sys.getsizeof(values))
while len(values) > 700:
    values.pop()
    sizes.append(sys.getsizeof(values))
print(sorted(set(sizes)), tracemalloc.get_traced_memory()[0] > len(values))
tracemalloc.stop()


def show():
    print(len(values), sum(values), sys.getsizeof(values), bytes(values[:8]), bytes(values[-4:]))


values.extend(data)
show()
values.extend(i % 200 for i in range(300))
show()
values[5:10] = b'xyz'
values[0:2] = b''
del values[0:3]
show()
values.insert(3, 7)
values.insert(-2, 9)
values.insert(10 ** 9, 1)
values.insert(-10 ** 9, 2)
show()
values[::2] = bytes(len(values[::2]))
del values[::3]
show()
values.remove(values[9])
values.reverse()
values += b'abc'
values[10:10] = values
show()
print(values.pop(0), values.pop(-3))
show()
for change in (
    lambda: values.pop(10 ** 8),
    lambda: bytearray().pop(),
    lambda: bytearray(b'a').remove(98),
    lambda: data[10 ** 9],
    lambda: values[-10 ** 9],
    lambda: values.__setitem__(slice(0, 9, 2), b'ab'),
):
    try:
        change()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
view = memoryview(values)
for change in (lambda: values.append(1), lambda: values.extend(b'ab'), values.pop, lambda: values.__delitem__(0)):
    try:
        change()
    except BufferError as error:
        print(error)
view.release()
values.clear()
show()
