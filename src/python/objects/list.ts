import { newFields } from '../../objects/field-objects';
import {
  PyList_Append,
  PyList_Clear,
  PyList_Insert,
  PyList_Pop,
  PyList_SetSlice,
} from '../../objects/listobject';
import { List, SeqIter } from '../../objects/structs';
import { defineAttribute, defineInit, defineNew, methodDefiner, slotsOf } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { option } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { listItems, newList } from '../runtime/values';
import { allocLike } from './allocate';
import { equal } from './compare';
import { asSsize } from './index-numbers';
import { isIterable, notIterable } from './iter';
import { lengthOf } from './length';
import { initList, listExtend } from './list-extend';
import { sortWords } from './sorting';
import { findPlace } from './walk';

/*
 * `list` and its methods (Objects/listobject.c).
 */

export function installList(rt: Runtime): void {
  const { py, listType } = rt;
  // Not off the free list, which is for `PyList_New`.
  defineNew(rt, listType, (type) => allocLike(rt, type));
  defineInit(rt, listType, (self, args, keywords) => {
    const type = py.typeOf(self);
    const refuses =
      type === listType ||
      (rt.behaviour.refusesDerivedKeywords &&
        special(rt, type, '__new__') === special(rt, listType, '__new__'));
    if (keywords?.length && refuses) typeError(rt, 'list() takes no keyword arguments');
    if (args.length > 1) typeError(rt, `list expected at most 1 argument, got ${args.length}`);
    if (py.get(self + List.SIZE) > 0) PyList_Clear(py, self);
    if (args.length === 1) initList(rt, self, args[0]!);
  });
  const on = methodDefiner(rt, listType);
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
    PyList_Insert(py, o!, asSsize(rt, i!), item!);
    return newNone(rt);
  });
  on('pop', 0, 1, ([o, i]) => PyList_Pop(py, o!, i === undefined ? -1 : asSsize(rt, i)));
  on('remove', 1, 1, ([o, item]) => {
    const at = findPlace(rt, o!, (each) => equal(rt, each, item!));
    if (at >= 0) {
      PyList_SetSlice(py, o!, at, at + 1, 0);
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
      const [key, reverse] = [option(keywords, 'key'), option(keywords, 'reverse')];
      if (!whileEmpty(rt, o!, (items) => sortWords(rt, items, key, reverse)))
        valueError(rt, 'list modified during sort');
      return newNone(rt);
    },
    '* key reverse',
  );
  on('__reversed__', 0, 0, ([o]) => {
    const it = newFields(py, 'list_reverseiterator', { it_seq: o! });
    py.set(it + SeqIter.INDEX, py.get(o! + List.SIZE) - 1);
    return it;
  });
  on('__iadd__', 1, 1, ([o, from]) => {
    listExtend(rt, o!, from!);
    return newRef(rt, o!);
  });
  defineAttribute(rt, listType, '__hash__', newNone(rt));
}

/**
 * Puts a list's items into another order, while it is empty for everybody else (`list_sort_impl`).
 * @returns whether nobody changed it meanwhile; what they put in is dropped
 */
function whileEmpty(
  rt: Runtime,
  list: number,
  sort: (items: readonly number[]) => readonly number[],
): boolean {
  const { py } = rt;
  const size = py.get(list + List.SIZE);
  const allocated = py.get(list + List.ALLOCATED);
  const array = py.load(list + List.ITEM);
  const items = listItems(rt, list);
  const set = (count: number, room: number, array: number): void => {
    py.set(list + List.SIZE, count);
    py.store(list + List.ITEM, array);
    py.set(list + List.ALLOCATED, room);
  };
  set(0, -1, 0);
  let changed = false;
  try {
    for (const [i, item] of sort(items).entries()) py.store(array + i * 2, item);
  } finally {
    changed = py.get(list + List.ALLOCATED) !== -1;
    const [count, given] = [py.get(list + List.SIZE), py.load(list + List.ITEM)];
    set(size, allocated, array);
    for (let i = count - 1; i >= 0; i--) py.decref(py.load(given + i * 2));
    if (given !== 0) py.free(given);
  }
  return !changed;
}

/** Puts a list's own items into another order. */
export function putItems(rt: Runtime, list: number, items: readonly number[]): void {
  const { py } = rt;
  const array = py.load(list + List.ITEM);
  for (const [i, item] of items.entries()) py.store(array + i * 2, item);
}
