import { PyDict_SetItem, PyType_New, TypeWord } from '../../objects';
import { getsetObject, methodObject } from '../runtime/define';
import { typeModified } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, newStr, newTuple, tupleItems } from '../runtime/values';
import { allocLike } from './allocate';
import { repr } from './repr';

/*
 * Named tuples that C code makes (Objects/structseq.c).
 */

/** A tuple with named fields, as C code makes them. */
export function structSequence(
  rt: Runtime,
  name: string,
  fields: readonly string[],
  words: number[],
): number {
  const { py } = rt;
  let type = rt.sequences.get(name);
  if (type === undefined) {
    type = PyType_New(py, name, { bases: [rt.tupleType], slots: [] });
    rt.sequences.set(name, type);
    const dict = py.load(type + TypeWord.DICT);
    for (const [i, field] of fields.entries()) {
      const getter = getsetObject(rt, type, field, (o) =>
        newRef(rt, py.load(o + py.tupleItem + i * 2)),
      );
      PyDict_SetItem(py, dict, internName(rt, field), getter);
    }
    const show = methodObject(rt, type, '__repr__', ([o]) => {
      const parts = tupleItems(rt, o!).map((item, i) => `${fields[i]}=${repr(rt, item)}`);
      return newStr(rt, `${name}(${parts.join(', ')})`);
    });
    PyDict_SetItem(py, dict, internName(rt, '__repr__'), show);
    typeModified(rt);
  }
  const like = newTuple(rt, words);
  const op = allocLike(rt, type, like);
  py.decref(like);
  return op;
}
