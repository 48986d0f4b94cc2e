"""Coroutines: `async for`, `async with`, comprehensions that wait, what goes wrong, and their sizes."""
import sys
class A:
    async def __aenter__(self):
        print('enter'); return 5
    async def __aexit__(self, t, v, tb):
        print('exit', t, v); return t is ValueError
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def two(x):
    return x * 2
async def main():
    async with A() as a:
        print(a)
    async with A() as a, A() as b:
        raise ValueError('x')
    try:
        async with A():
            raise KeyError('y')
    except KeyError as e:
        print('caught', e)
    async for x in It(3):
        print(x)
    else:
        print('else')
    async for x in It(3):
        if x == 1: break
    print(x)
    print([x async for x in It(4) if x % 2])
    print({x: await two(x) async for x in It(3)})
    print([await two(x) for x in range(3)])
    print([y for x in [1, 2] async for y in It(x)])
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except (TypeError, AttributeError) as e: print(type(e), e)
    async with A():
        return 7
class Y:
    def __await__(self):
        r = yield 'y'
        print('got', r)
        return 'r'
class B:
    async def __aenter__(self):
        return await Y()
    async def __aexit__(self, t, v, tb):
        print('bexit', await Y())
async def other():
    async with B() as b:
        print(b)
    async with B() as b:
        raise KeyError
def run(c):
    try:
        sent = None
        while True:
            print('yielded', c.send(sent)); sent = 's'
    except StopIteration as e: print('stop', e.value)
    except BaseException as e: print('raised', type(e), e)
run(main())
run(other())
c = other()
print(c.send(None))
c.close()


class Aw:
    def __await__(self): return 5
class Aw2:
    async def __await__(self): return 5
class Ai:
    def __aiter__(self): return 5
class Ai2:
    def __aiter__(self): return self
    def __anext__(self): return 5
class Ae:
    async def __aexit__(self, *a): return 5
    def __aenter__(self): return 5
class Ae2:
    async def __aenter__(self): return 5
    def __aexit__(self, *a): return 5
async def a1(): await Aw()
async def a2(): await Aw2()
async def a3(): await 5
async def a4():
    async for x in Ai(): pass
async def a5():
    async for x in Ai2(): pass
async def a6():
    async with Ae(): pass
async def a7():
    async with Ae2(): pass
for f in a1, a2, a3, a4, a5, a6, a7:
    c = f()
    try: c.send(None)
    except Exception as e: print(f.__name__, type(e), e, type(e.__cause__))


async def sizes():
    pass

async def a(): await x
async def b():
    async for y in x: pass
async def c():
    async for y in x: f(y, 1, 2, 3)
async def d():
    async with x: pass
async def e():
    async with x as y: f(y, 1)
async def f():
    async with x as y, z as w: f(y, 1)
async def g():
    return [y async for y in x]
async def h():
    return {y: z async for y in x async for z in y}
async def i():
    return [await y for y in x]
async def j():
    async for y in x:
        async for z in y: f(y)
async def k():
    for y in z:
        async with y: await f(1)
async def l(): await f(1, 2, 3, await g(1))
async def m():
    try:
        await x
    finally:
        await y
async def n():
    with x:
        await y
async def o():
    for x in y: await z
async def p(): return await x, await y
async def q():
    await x
    return [y async for y in x if await y]
async def r(): pass
async def s(): return 1
fs = [(n, v) for n, v in list(globals().items()) if len(n) == 1 and n.islower()]
for name, v in fs:
    co = v()
    print(name, sys.getsizeof(co))
    co.close()
