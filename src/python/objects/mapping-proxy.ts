import { newFields } from '../../objects/field-objects';
import { MappingProxy } from '../../objects/structs';
import { defineAttribute, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isList, isTuple, typeName } from '../runtime/type-checks';
import { newInt } from '../runtime/values';
import { binaryOperation } from './binary';
import { callMethod } from './call-method';
import { richCompare } from './compare';
import { hashOf } from './hash';
import { getIter } from './iter';
import { lengthOf } from './length';
import { bindParameters } from './parameters';
import { strObject } from './repr';
import { contains } from './store-subscript';
import { getItem } from './subscript';
import { truthOf } from './truth';

/*
 * `types.MappingProxyType` (Objects/descrobject.c).
 */

export function installMappingProxy(rt: Runtime): void {
  const { py } = rt;
  const proxy = py.type('mappingproxy');
  const mapping = (o: number): number => py.load(o + MappingProxy.MAPPING);
  /** The mapping of a proxy, or the object itself. */
  const inside = (o: number): number => (py.typeOf(o) === proxy ? mapping(o) : o);
  defineNew(rt, proxy, (_type, args, keywords) => {
    const [object] = bindParameters(rt, 'mappingproxy', 'mapping', 1, args, keywords);
    const sequence = isList(rt, object!) || isTuple(rt, object!);
    if (sequence || special(rt, py.typeOf(object!), '__getitem__') === 0)
      typeError(rt, `mappingproxy() argument must be a mapping, not ${typeName(rt, object!)}`);
    return newFields(py, 'mappingproxy', { mapping: object! });
  });
  const slots = slotsOf(rt, proxy);
  slots.compare = (op, a, b) => truthOf(rt, richCompare(rt, op, inside(a), inside(b)));
  slots.getItem = (o, key) => getItem(rt, mapping(o), key);
  slots.contains = (o, key) => contains(rt, mapping(o), key);
  slots.iter = (o) => getIter(rt, mapping(o));
  const on = (name: string, max: number): void =>
    defineMethod(rt, proxy, name, max > 0 ? 1 : 0, max, ([o, ...args]) =>
      callMethod(
        rt,
        mapping(o!),
        name,
        args.map((op) => newRef(rt, op)),
      ),
    );
  for (const name of ['keys', 'values', 'items', 'copy']) on(name, 0);
  on('get', 2);
  defineMethod(rt, proxy, '__len__', 0, 0, ([o]) => newInt(rt, lengthOf(rt, mapping(o!))));
  defineMethod(rt, proxy, '__str__', 0, 0, ([o]) => strObject(rt, mapping(o!)));
  if (rt.behaviour.proxiesHash) {
    slots.hash = (o) => {
      const hash = hashOf(rt, mapping(o));
      py.hashHigh = Number(BigInt.asIntN(32, hash >> 32n));
      return Number(BigInt.asIntN(32, hash));
    };
  } else {
    slots.hash = () => typeError(rt, "unhashable type: 'mappingproxy'");
    defineAttribute(rt, proxy, '__hash__', newNone(rt));
  }
  if (!rt.behaviour.added.has('dict.__or__')) return;
  on('__reversed__', 0);
  slots.binary = (name, a, b, inPlace) => {
    if (name !== 'or') return 0;
    if (inPlace) typeError(rt, `'|=' is not supported by mappingproxy; use '|' instead`);
    return binaryOperation(rt, name, inside(a), inside(b));
  };
}
