import { PyDict_GetItem, PyDict_SetItem } from '../../objects/dictobject';
import { PyObject_GetIter } from '../../objects/field-objects';
import { PySet_Size } from '../../objects/setobject';
import { Complex, Ob, SetWord } from '../../objects/structs';
import { slotsOf } from '../runtime/define';
import type { Runtime } from '../runtime/runtime';
import type { TypeSlots } from '../runtime/slots';
import { asDouble } from '../runtime/values';
import { installComparisons } from './comparisons';
import { asBigInt } from './index-numbers';
import { dictIter } from './iter';
import { installReprs } from './repr';
import { installContainerReprs } from './repr-containers';
import { installOperators } from './sequence-operators';
import { setContains } from './set-operations';
import {
  deleteKey,
  deleteListItem,
  sequenceContains,
  setListItem,
  stringContains,
} from './store-subscript';
import { dictSubclassItem, sequenceItem, stringItem } from './subscript';
import { truth } from './truth';

/*
 * The slots of the basic types that abstract.c and object.c go through. What makes and fills objects of them, and
 * the slots of all other types, are in the file of each type.
 */

const DICTS = ['dict', 'collections.defaultdict', 'collections.OrderedDict'];
/** Types whose size is the word behind the head. */
const SIZED = [...DICTS, 'str', 'bytes', 'bytearray', 'tuple', 'list', 'collections.deque'];
const SETS = ['set', 'frozenset'];

export function installSlots(rt: Runtime): void {
  const { py } = rt;
  const fill = (names: readonly string[], slots: Partial<TypeSlots>): void => {
    for (const name of names) Object.assign(slotsOf(rt, py.type(name)), slots);
  };
  fill([...SIZED, 'array.array'], { length: (op) => py.get(op + Ob.SIZE) });
  fill(SIZED, { truth: (op) => py.get(op + Ob.SIZE) !== 0 });
  fill(SETS, {
    length: (op) => PySet_Size(py, op),
    truth: (op) => py.get(op + SetWord.USED) !== 0,
    contains: (op, item) => setContains(rt, op, item),
  });
  fill(['int'], { truth: (op) => asBigInt(rt, op) !== 0n });
  fill(['float'], { truth: (op) => asDouble(rt, op) !== 0 });
  fill(['complex'], {
    truth: (op) => asDouble(rt, op) !== 0 || py.f64[(op + Complex.IMAG) >> 1] !== 0,
  });
  fill(['weakproxy', 'weakcallableproxy'], { truth: (op) => truth(rt, rt.proxied(op)) });
  fill(['list', 'tuple', 'str', ...SETS], { iter: (op) => PyObject_GetIter(py, op) });
  fill(['list', 'tuple'], {
    contains: (op, item) => sequenceContains(rt, op, item),
    getItem: (op, key) => sequenceItem(rt, op, key),
  });
  fill(['list'], {
    setItem: (op, key, value) => setListItem(rt, op, key, value),
    deleteItem: (op, key) => deleteListItem(rt, op, key),
  });
  fill(['str'], {
    contains: (op, item) => stringContains(rt, op, item),
    getItem: (op, key) => stringItem(rt, op, key),
  });
  fill(DICTS, {
    iter: (op) => dictIter(rt, op, 'dict_keyiterator'),
    contains: (op, key) => PyDict_GetItem(py, op, key) !== 0,
    getItem: (op, key) => dictSubclassItem(rt, op, key),
    setItem: (op, key, value) => PyDict_SetItem(py, op, key, value),
    deleteItem: (op, key) => deleteKey(rt, op, key),
  });
  installComparisons(rt);
  installOperators(rt);
  installReprs(rt);
  installContainerReprs(rt);
}
