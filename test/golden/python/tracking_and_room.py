"""Which tuples the collector tracks by how they were made, the room that deletion leaves, and what `with` and `finally` hold."""
import gc
import sys

gc.disable()
text = "text" * 3


class Manager:
    def __enter__(self):
        print("enter", sys.getrefcount(self))
        return [self]

    def __exit__(self, *rest):
        print("exit", sys.getrefcount(self), len(rest))
        return True


def tracked(*each): print([gc.is_tracked(one) for one in each])


def rest(*each): return each


tracked((text,), (text, 1), ([], 1), rest(1, 2), tuple([1, 2]), (*[1, 2],))
tracked((text,) + (1,), (text,) * 3, (text, 1, 2)[1:], tuple("ab"), tuple({1: 2}), tuple(map(str, [1, 2])))
tracked(text.partition("x"), b"a-b".partition(b"-"), {1: 2}.popitem(), next(zip("a", "b")), list(zip("ab", "cd"))[1])

numbers = [1, 2, 3, 4, 5]
for _ in range(5):
    del numbers[-1]
    print(sys.getsizeof(numbers), end=" ")
numbers = list(range(9))
while numbers:
    numbers.remove(numbers[-1])
    print(sys.getsizeof(numbers), end=" ")
print()


def managed():
    with Manager() as value: print(sys.getrefcount(value[0]), sys.getrefcount(value))
    with Manager(): 1 // 0
    return len(value)


def leaves(value):
    for i in range(2):
        try:
            if i: continue
        except ValueError: value.append(1)
        else: value.append(i)
        finally: print(sys.getrefcount(value), end=" ")
    return sys.getrefcount(value)


def returns(value):
    try: print(sys.getrefcount(value), end=" ")
    except ValueError: return 1
    finally: print(sys.getrefcount(value), end=" ")
    return sys.getrefcount(value)


def endless(value):
    held = [value]
    try:
        while True: yield sys.getrefcount(held)
    finally: print("closed", sys.getrefcount(held))


def passes(value):
    try:
        try: 1 // 0
        finally: print(sys.getrefcount(value), end=" ")
    except ZeroDivisionError: return sys.getrefcount(value)


print(managed(), leaves([]), returns([]), passes([]))
g = endless(1)
print(next(g), next(g))
del g
