import {
  List,
  newFields,
  PyList_Append,
  PyList_Clear,
  PyList_Insert,
  PyList_Pop,
  PyList_SetSlice,
} from '../../objects';
import { defineAttribute, defineInit, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { type Keywords, option } from '../runtime/native';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { listItems, newList } from '../runtime/values';
import { allocLike } from './allocate';
import { equal } from './compare';
import { indexOf } from './index-numbers';
import { isIterable, notIterable } from './iter';
import { lengthOf } from './length';
import { initList, listExtend } from './list-extend';
import { sortWords } from './sorting';

/*
 * `list` and its methods (Objects/listobject.c).
 */

export function installList(rt: Runtime): void {
  const { py, listType } = rt;
  // Not off the free list, which is for `PyList_New`.
  defineNew(rt, listType, (type) => allocLike(rt, type));
  defineInit(rt, listType, (self, args, keywords) => {
    if (keywords?.length) typeError(rt, 'list() takes no keyword arguments');
    if (args.length > 1) typeError(rt, `list expected at most 1 argument, got ${args.length}`);
    if (py.get(self + List.SIZE) > 0) PyList_Clear(py, self);
    if (args.length === 1) initList(rt, self, args[0]!);
  });
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], kw?: Keywords) => number,
    kw = false,
  ): void => defineMethod(rt, listType, name, min, max, call, kw);
  on('__init__', 0, 1, ([o, from]) => {
    slotsOf(rt, listType).init!(o!, from === undefined ? [] : [from]);
    return newNone(rt);
  });
  on('append', 1, 1, (args) => {
    PyList_Append(py, args[0]!, args[1]!);
    return newNone(rt);
  });
  on('extend', 1, 1, ([o, from]) => {
    if (!isIterable(rt, from!)) notIterable(rt, from!);
    if (from === o) PyList_SetSlice(py, o!, lengthOf(rt, o!), lengthOf(rt, o!), o!);
    else listExtend(rt, o!, from!);
    return newNone(rt);
  });
  on('insert', 2, 2, ([o, i, item]) => {
    PyList_Insert(py, o!, indexOf(rt, i!, 'list'), item!);
    return newNone(rt);
  });
  on('pop', 0, 1, ([o, i]) => PyList_Pop(py, o!, i === undefined ? -1 : indexOf(rt, i, 'list')));
  on('remove', 1, 1, ([o, item]) => {
    for (let i = 0; i < py.get(o! + List.SIZE); i++) {
      const each = own(rt, newRef(rt, py.load(py.load(o! + List.ITEM) + i * 2)));
      const same = equal(rt, each, item!);
      release(rt, each);
      if (!same) continue;
      PyList_SetSlice(py, o!, i, i + 1, 0);
      return newNone(rt);
    }
    return valueError(rt, 'list.remove(x): x not in list');
  });
  on('clear', 0, 0, ([o]) => {
    PyList_Clear(py, o!);
    return newNone(rt);
  });
  on('copy', 0, 0, ([o]) =>
    newList(
      rt,
      listItems(rt, o!).map((op) => newRef(rt, op)),
    ),
  );
  on('reverse', 0, 0, ([o]) => {
    putItems(rt, o!, listItems(rt, o!).reverse());
    return newNone(rt);
  });
  on(
    'sort',
    0,
    0,
    ([o], keywords) => {
      const items = listItems(rt, o!);
      const sorted = sortWords(rt, items, option(keywords, 'key'), option(keywords, 'reverse'));
      if (py.get(o! + List.SIZE) !== items.length) valueError(rt, 'list modified during sort');
      putItems(rt, o!, sorted);
      return newNone(rt);
    },
    true,
  );
  on('__reversed__', 0, 0, ([o]) => {
    const it = newFields(py, 'list_reverseiterator', { it_seq: o! });
    const last = py.get(o! + List.SIZE) - 1;
    if (last < 0) py.i32.fill(-1, it + 4, it + 6);
    else py.set(it + 4, last);
    return it;
  });
  on('__iadd__', 1, 1, ([o, from]) => {
    listExtend(rt, o!, from!);
    return newRef(rt, o!);
  });
  defineAttribute(rt, listType, '__hash__', newNone(rt));
}

/** Puts a list's own items into another order. */
export function putItems(rt: Runtime, list: number, items: readonly number[]): void {
  const { py } = rt;
  const array = py.load(list + List.ITEM);
  for (const [i, item] of items.entries()) py.store(array + i * 2, item);
}
