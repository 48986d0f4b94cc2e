import type { AwaitedBy } from '../compile/operations';
import { callGiven, callMethodWord } from '../objects/bind';
import { isIterator } from '../objects/iter';
import { newException, raiseFrom, swallow, typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import type { PyExc } from '../runtime/thrown';
import { typeName } from '../runtime/type-checks';
import { newStr } from '../runtime/values';

/*
 * `await`, `async for`, `async with` (Python/ceval.c).
 */

/** What waits for a value: `await`, `async for` (for the next item) or `async with` (at either end). */
/** `_PyCoro_GetAwaitableIter`: the iterator of an awaitable. Steals the awaitable. */
export function awaitable(rt: Runtime, o: number, how: AwaitedBy): number {
  const { py } = rt;
  if (py.typeOf(o) === rt.coroutineType) return o;
  const name = typeName(rt, o);
  const method = special(rt, py.typeOf(o), '__await__');
  if (method === 0) {
    py.decref(o);
    cannotAwait(rt, name, how);
  }
  const iterator = callGiven(rt, method, o);
  const type = py.typeOf(iterator);
  if (type !== rt.coroutineType && isIterator(rt, iterator)) return iterator;
  const message = rt.messages.awaitReturned(name, typeName(rt, iterator));
  py.decref(iterator);
  return typeError(rt, message);
}

function cannotAwait(rt: Runtime, name: string, how: AwaitedBy): never {
  if (how === 'aenter' || how === 'aexit') {
    typeError(
      rt,
      `'async with' received an object from __${how}__ that does not implement __await__: ${name}`,
    );
  }
  const plain = rt.messages.cannotAwait(name);
  if (how === 'await') typeError(rt, plain);
  const message = `'async for' received an invalid object from __anext__: ${name}`;
  const cause = newException(rt, 'TypeError', [newStr(rt, plain)]);
  return raiseFrom(rt, 'TypeError', message, cause);
}

/** `GET_AITER`: the asynchronous iterator of a value. Steals the value. */
export function aiter(rt: Runtime, o: number): number {
  const { py } = rt;
  const method = special(rt, py.typeOf(o), '__aiter__');
  if (method === 0) {
    const name = typeName(rt, o);
    py.decref(o);
    typeError(rt, `'async for' requires an object with __aiter__ method, got ${name}`);
  }
  const iterator = callGiven(rt, method, o);
  if (special(rt, py.typeOf(iterator), '__anext__') !== 0) return iterator;
  const name = typeName(rt, iterator);
  py.decref(iterator);
  return typeError(
    rt,
    `'async for' received an object from __aiter__ that does not implement __anext__: ${name}`,
  );
}

/** `GET_ANEXT`: an awaitable for the next item. Borrows the iterator. */
export function anext(rt: Runtime, iterator: number): number {
  const method = special(rt, rt.py.typeOf(iterator), '__anext__');
  return callMethodWord(rt, method, iterator, []);
}

/** `END_ASYNC_FOR`: 0 where the exception only says that there are no more items. */
export function asyncEnd(rt: Runtime, exc: PyExc): 0 {
  if (!swallow(rt, exc, 'StopAsyncIteration')) throw exc;
  return 0;
}
