import {
  List,
  listAppendTake,
  PyList_New,
  PyTuple_New,
  PyTuple_Resize,
  PyTuple_Track,
} from '../../objects';
import { listExtend } from '../objects/list-extend';
import { lengthHint } from './length-hints';
import type { Runtime } from './runtime';

/** How many items of unknown length are expected to 3.13, and how many wait on the C stack from then on. */
const EXPECTED = 10;
const BUFFERED = 8;

/** `PySequence_Tuple` (Objects/abstract.c): a new reference. */
export function sequenceTuple(rt: Runtime, o: number): number {
  const { py } = rt;
  const type = py.typeOf(o);
  if (type === rt.tupleType) return rt.I(o);
  if (type === rt.listType) return rt.tuple(rt.listItems(o).map(rt.I));
  const it = rt.getIter(o);
  if (rt.minor >= 14) return throughList(rt, it);
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
    for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
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

/** From 3.14 on: short ones from the C stack, others through a list. Takes the iterator over. */
function throughList(rt: Runtime, iterator: number): number {
  const { py } = rt;
  const items: number[] = [];
  let it = iterator;
  let list = 0;
  try {
    for (let item = rt.next(it); item !== 0; item = rt.next(it)) {
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
    if (list === 0) return rt.tuple(items.splice(0));
    const tuple = rt.tuple(rt.listItems(list));
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
  if (rt.isList(o) || rt.isTuple(o)) return rt.I(o);
  const { py } = rt;
  const it = rt.getIter(o);
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
