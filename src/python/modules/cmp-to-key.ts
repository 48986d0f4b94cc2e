import { setPointer } from '../../objects/dealloc';
import { newFields } from '../../objects/field-objects';
import { callBorrowed } from '../objects/call';
import { richCompare } from '../objects/compare';
import { bindParameters } from '../objects/parameters';
import { truthOf } from '../objects/truth';
import { defineAttribute, defineGetSet, defineMethod, slotsOf } from '../runtime/define';
import { raiseError, typeError } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newInt } from '../runtime/values';
import type { Define } from './define';

/*
 * `functools.cmp_to_key` (Modules/_functoolsmodule.c).
 */

export function cmpToKey(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('functools.KeyWrapper');
  const word = (field: string): number => py.structs.offset('keyobject', field) >> 2;
  const [cmpWord, objectWord] = [word('cmp'), word('object')];
  define.call(
    'cmp_to_key',
    1,
    1,
    ([cmp]) => newFields(py, 'functools.KeyWrapper', { cmp: cmp! }),
    'mycmp',
  );
  /** `K(obj)`: a key with the same function. */
  const keyOf = ([key, ...args]: number[], keywords?: Keywords): number => {
    const [object] = bindParameters(rt, 'K', 'obj', 1, args, keywords);
    return newFields(py, 'functools.KeyWrapper', {
      cmp: py.load(key! + cmpWord),
      object: object!,
    });
  };
  defineMethod(rt, type, '__call__', 0, -1, keyOf, true);
  defineGetSet(
    rt,
    type,
    'obj',
    (key) => newRef(rt, py.load(key + objectWord) || py.none),
    (key, v) => setPointer(py, key + objectWord, v === 0 ? 0 : newRef(rt, v)),
  );
  const slots = slotsOf(rt, type);
  slots.compare = (op, a, b) => {
    if (py.typeOf(b) !== type) typeError(rt, 'other argument must be K instance');
    const [x, y] = [py.load(a + objectWord), py.load(b + objectWord)];
    if (x === 0 || y === 0) raiseError(rt, 'AttributeError', 'object');
    const result = own(rt, callBorrowed(rt, py.load(a + cmpWord), [x, y]));
    const zero = own(rt, newInt(rt, 0));
    const holds = truthOf(rt, richCompare(rt, op, result, zero));
    release(rt, zero);
    release(rt, result);
    return holds;
  };
  slots.hash = () => typeError(rt, "unhashable type: 'functools.KeyWrapper'");
  defineAttribute(rt, type, '__hash__', newNone(rt));
}
