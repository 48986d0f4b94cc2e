import type { PyExc } from './runtime-errors';
import { RuntimeUnpacking } from './runtime-unpacking';

/** What is waited for: by `await`, `async for` (the next item), `async with` (either end). */
export type Waiting = 'await' | 'anext' | 'aenter' | 'aexit';

/** `await`, `async for` and `async with` (Python/ceval.c, Objects/genobject.c, PEP 492). */
export abstract class RuntimeAwaiting extends RuntimeUnpacking {
  /** `_PyCoro_GetAwaitableIter`: what to go over for a value, which it takes over. */
  awaitable(o: number, how: Waiting): number {
    const { py } = this;
    if (py.typeOf(o) === this.coroutineType) return o;
    const name = this.typeName(o);
    const method = this.special(py.typeOf(o), '__await__');
    if (method === 0) {
      py.decref(o);
      this.cannotAwait(name, how);
    }
    const iterator = this.callGiven(method, o);
    const type = py.typeOf(iterator);
    if (type !== this.coroutineType && this.isIterator(iterator)) return iterator;
    const message = this.wrongAwait(name, this.typeName(iterator));
    py.decref(iterator);
    return this.typeError(message);
  }

  private wrongAwait(name: string, returned: string): string {
    if (this.minor >= 15) return `${name}.__await__() must return an iterator, not ${returned}`;
    return returned === 'coroutine'
      ? '__await__() returned a coroutine'
      : `__await__() returned non-iterator of type '${returned}'`;
  }

  private cannotAwait(name: string, how: Waiting): never {
    if (how === 'aenter' || how === 'aexit') {
      this.typeError(
        `'async with' received an object from __${how}__ that does not implement __await__: ${name}`,
      );
    }
    const plain =
      this.minor >= 14
        ? `'${name}' object can't be awaited`
        : `object ${name} can't be used in 'await' expression`;
    if (how === 'await') this.typeError(plain);
    const message = `'async for' received an invalid object from __anext__: ${name}`;
    const cause = this.newException('TypeError', [this.str(plain)]);
    return this.raiseFrom('TypeError', message, cause);
  }

  /** `GET_AITER`: what `async for` goes over; takes the value over. */
  aiter(o: number): number {
    const { py } = this;
    const method = this.special(py.typeOf(o), '__aiter__');
    if (method === 0) {
      const name = this.typeName(o);
      py.decref(o);
      this.typeError(`'async for' requires an object with __aiter__ method, got ${name}`);
    }
    const iterator = this.callGiven(method, o);
    if (this.special(py.typeOf(iterator), '__anext__') !== 0) return iterator;
    const name = this.typeName(iterator);
    py.decref(iterator);
    return this.typeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${name}`,
    );
  }

  /** `GET_ANEXT`: what waits for the next item of a borrowed iterator. */
  anext(iterator: number): number {
    const method = this.special(this.py.typeOf(iterator), '__anext__');
    return this.callMethodWord(method, iterator, []);
  }

  /** `END_ASYNC_FOR`: 0 where the exception only says that there are no more items. */
  asyncEnd(exc: PyExc): 0 {
    if (!this.swallow(exc, 'StopAsyncIteration')) throw exc;
    return 0;
  }
}
