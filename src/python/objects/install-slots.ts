import { Ob, PySet_Size, SetWord } from '../../objects';
import { slotsOf } from '../runtime/define';
import type { Runtime } from '../runtime/runtime';
import { asDouble } from '../runtime/values';
import { asBigInt } from './index-numbers';
import { installReprs } from './repr';
import { dictSubclassItem, sequenceItem, stringItem } from './subscript';
import { truth } from './truth';

/*
 * The slots of built-in types that abstract.c and object.c go through. What makes, fills and iterates them is in
 * the file of each type.
 */

const DICTS = ['dict', 'collections.defaultdict', 'collections.OrderedDict'];
/** Types whose size is the word behind the head. */
const SIZED = [...DICTS, 'str', 'bytes', 'bytearray', 'tuple', 'list', 'collections.deque'];
const SETS = ['set', 'frozenset'];

export function installSlots(rt: Runtime): void {
  const { py } = rt;
  const of = (name: string): ReturnType<typeof slotsOf> => slotsOf(rt, py.type(name));
  for (const name of [...SIZED, 'array.array']) of(name).length = (op) => py.get(op + Ob.SIZE);
  for (const name of SIZED) of(name).truth = (op) => py.get(op + Ob.SIZE) !== 0;
  for (const name of SETS) {
    of(name).length = (op) => PySet_Size(py, op);
    of(name).truth = (op) => py.get(op + SetWord.USED) !== 0;
  }
  of('int').truth = (op) => asBigInt(rt, op) !== 0n;
  of('float').truth = (op) => asDouble(rt, op) !== 0;
  of('complex').truth = (op) => asDouble(rt, op) !== 0 || py.f64[((op + 4) >> 1) + 1] !== 0;
  for (const name of ['weakproxy', 'weakcallableproxy'])
    of(name).truth = (op) => truth(rt, rt.proxied(op));
  for (const name of ['tuple', 'list']) of(name).getItem = (o, key) => sequenceItem(rt, o, key);
  of('str').getItem = (o, key) => stringItem(rt, o, key);
  for (const name of DICTS) of(name).getItem = (o, key) => dictSubclassItem(rt, o, key);
  installReprs(rt);
}
