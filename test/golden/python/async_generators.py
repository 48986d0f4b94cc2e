# Asynchronous generators: what their awaitables give, when they end, what the hooks are told, what they weigh.
import gc
import sys


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def run(coroutine):
    # Drives a coroutine to its end; what it waits for gets a number.
    sent = None
    try:
        while True:
            print("waits for", coroutine.send(sent))
            sent = 7
    except StopIteration as e:
        return e.value


class Wait:
    def __await__(self):
        got = yield "wait"
        return got


async def numbers(n, noisy=None):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print("got", got)
    finally:
        print("closing", await Wait())


async def loop():
    async for x in numbers(2, Noisy("a")):
        print("x", x)
    print([x async for x in numbers(2)], {x async for x in numbers(1)})
    print({x: y async for x in numbers(1) for y in "ab"})
    print([x async for x in (y * 2 async for y in numbers(2))])


run(loop())


async def by_hand():
    g = numbers(3)
    print(await g.__anext__(), await g.asend("hi"), await g.aclose())
    for again in (g.__anext__, lambda: g.asend(1), lambda: g.athrow(ValueError("late")), g.aclose):
        try:
            print(await again())
        except (StopAsyncIteration, ValueError, RuntimeError) as e:
            print(type(e).__name__, e)
    h = numbers(3)
    print(await h.asend(None))
    try:
        await h.athrow(KeyError("thrown"))
    except KeyError as e:
        print("KeyError", e)
    try:
        await h.__anext__()
    except StopAsyncIteration as e:
        print("ended", e.args)
    fresh = numbers(1)
    try:
        await fresh.asend(1)
    except TypeError as e:
        print(e)
    await fresh.aclose()


run(by_hand())


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def raises(what):
    yield 1
    raise what


async def returns():
    yield 1
    return


async def errors():
    g = stubborn()
    await g.__anext__()
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)
    for what in (StopIteration("a"), StopAsyncIteration("b"), ValueError("c")):
        try:
            async for x in raises(what):
                print(x)
        except Exception as e:
            print(type(e).__name__, e, repr(e.__cause__))
    async for x in returns():
        print(x)
    a = returns().__anext__()
    print(await a)
    try:
        await a
    except RuntimeError as e:
        print(e)


run(errors())
gc.collect()


async def holds(value):
    yield value
    await Wait()
    yield value


async def lifetimes():
    g = holds(Noisy("b"))
    print(sys.getrefcount(g), g.ag_running, type(g).__name__, g.__name__, g.ag_frame is not None)
    n = g.__anext__()
    print(type(n).__name__, sys.getrefcount(g), sys.getsizeof(g) > 100, sys.getsizeof(n))
    v = await n
    print(sys.getrefcount(v), sys.getrefcount(g), gc.is_tracked(n))
    del v, n
    await g.aclose()
    print("closed", g.ag_frame)
    g = holds(Noisy("c"))
    await g.__anext__()
    g = None
    print("dropped")
    await Wait()
    g = holds(Noisy("d"))
    w = g.asend(None)
    w.close()
    try:
        await w
    except RuntimeError as e:
        print(e)
    g = w = None
    print("after")


run(lifetimes())
gc.collect()
told = []
sys.set_asyncgen_hooks(firstiter=lambda g: told.append("first"), finalizer=lambda g: told.append("final"))
print([h is None for h in sys.get_asyncgen_hooks()])


async def hooked():
    async for x in numbers(2):
        break
    g = numbers(1)
    g = None
    print(told)


run(hooked())
gc.collect()
print(told)
sys.set_asyncgen_hooks(None, None)
for bad in (lambda: sys.set_asyncgen_hooks(5), lambda: sys.set_asyncgen_hooks(finalizer=5)):
    try:
        bad()
    except TypeError as e:
        print(e)


async def cycle():
    me = [Noisy("e")]
    async def inner():
        yield me
        yield me
    me.append(inner())
    await me[1].__anext__()


run(cycle())
print(gc.collect() > 0)
for source in ("async def f():\n yield 1\n return 2", "async def f():\n yield from x", "def f():\n [x async for x in y]", "async def f():\n  [await x for x in y]"):
    try:
        compile(source, "text", "exec")
        print("compiles")
    except SyntaxError as e:
        print(e.msg)
