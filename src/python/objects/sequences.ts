import { listAppendTake, PyList_New } from '../../objects/listobject';
import { List } from '../../objects/structs';
import { PyTuple_New, PyTuple_Resize, PyTuple_Track } from '../../objects/tupleobject';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isList, isTuple } from '../runtime/type-checks';
import { listItems, newTrackedTuple, newTuple } from '../runtime/values';
import { getIter, iterNext } from './iter';
import { lengthHint } from './length-hints';
import { listExtend } from './list-extend';

/** How many items are expected when the length is not known (to 3.13), and how many the C stack holds (3.14 on). */
const EXPECTED = 10;
const BUFFERED = 8;

/** `PySequence_Tuple` (Objects/abstract.c): a new reference. */
export function sequenceTuple(rt: Runtime, o: number): number {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type === rt.tupleType) return newRef(rt, o);
  if (type === rt.listType)
    return newTuple(
      rt,
      listItems(rt, o).map((op) => newRef(rt, op)),
    );
  const it = getIter(rt, o);
  if (rt.behaviour.sequencesByList) return throughList(rt, it);
  try {
    return growing(rt, it, lengthHint(rt, o, EXPECTED));
  } finally {
    py.decref(it);
  }
}

/** To 3.13: a tuple of the expected size, which grows by a quarter and is cut back. */
function growing(rt: Runtime, it: number, expected: number): number {
  const { py } = rt;
  let tuple = PyTuple_New(py, expected);
  let room = expected;
  let count = 0;
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
      if (count >= room) {
        room += 10;
        room += room >> 2;
        tuple = PyTuple_Resize(py, tuple, room);
      }
      py.store(tuple + py.tupleItem + count++ * 2, item);
    }
    tuple = PyTuple_Resize(py, tuple, count);
  } catch (error) {
    py.decref(tuple);
    throw error;
  }
  if (count > 0) PyTuple_Track(py, tuple);
  return tuple;
}

/** From 3.14 on: a short one is read onto the C stack, others into a list. Steals the iterator. */
function throughList(rt: Runtime, iterator: number): number {
  const { py } = rt;
  const items: number[] = [];
  let it = iterator;
  let list = 0;
  try {
    for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) {
      if (list !== 0) {
        listAppendTake(py, list, item);
        continue;
      }
      items.push(item);
      if (items.length < BUFFERED) continue;
      list = PyList_New(py, 2 * BUFFERED);
      py.set(list + List.SIZE, BUFFERED);
      for (const [i, each] of items.splice(0).entries()) {
        py.store(py.load(list + List.ITEM) + i * 2, each);
      }
    }
    it = 0;
    py.decref(iterator);
    if (list === 0) return newTrackedTuple(rt, items.splice(0));
    const tuple = newTrackedTuple(rt, listItems(rt, list));
    py.set(list + List.SIZE, 0);
    return tuple;
  } finally {
    py.xdecref(it);
    for (const item of items) py.decref(item);
    py.xdecref(list);
  }
}

/** `PySequence_Fast`: the list or tuple itself, or a list of the items; a new reference. */
export function sequenceFast(rt: Runtime, o: number): number {
  if (isList(rt, o) || isTuple(rt, o)) return newRef(rt, o);
  const { py } = rt;
  const it = getIter(rt, o);
  const list = PyList_New(py, 0);
  try {
    listExtend(rt, list, it);
    return list;
  } catch (error) {
    py.decref(list);
    throw error;
  } finally {
    py.decref(it);
  }
}
