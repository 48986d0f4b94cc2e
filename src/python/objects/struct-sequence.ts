import { PyDict_SetItem } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { TypeWord } from '../../objects/structs';
import { PyType_New } from '../../objects/typeobject';
import { getsetObject, methodObject, nativeFunction } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { typeModified } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { dictPut, internName, newInt, newStr, newTuple, tupleItems } from '../runtime/values';
import { allocLike } from './allocate';
import { repr } from './repr';

/*
 * Named tuples that C code makes (Objects/structseq.c).
 */

/** Of a type that exists: a program can make no instances (`Py_TPFLAGS_DISALLOW_INSTANTIATION`). */
export function refuseInstances(rt: Runtime, name: string): void {
  const { py } = rt;
  const refuse = nativeFunction(
    rt,
    '__new__',
    () => typeError(rt, `cannot create '${name}' instances`),
    0,
    -1,
    true,
  );
  const made = newFields(py, 'staticmethod', { cm_callable: refuse });
  dictPut(rt, py.load(rt.sequences.get(name)! + TypeWord.DICT), '__new__', made);
  typeModified(rt);
}

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
    for (const [key, count] of [
      ['n_sequence_fields', fields.length],
      ['n_fields', fields.length],
      ['n_unnamed_fields', 0],
    ] as const)
      dictPut(rt, dict, key, newInt(rt, count));
    typeModified(rt);
  }
  const like = newTuple(rt, words);
  const op = allocLike(rt, type, like);
  py.decref(like);
  return op;
}
