import { setPointer } from '../../objects/dealloc';
import { newFields } from '../../objects/field-objects';
import { Ob } from '../../objects/structs';
import { asNumber } from '../objects/index-numbers';
import { repr } from '../objects/repr';
import { defineGetSet, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { raiseError, typeError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isTuple, typeName } from '../runtime/type-checks';
import type { Define } from './define';

/*
 * `_collections._tuplegetter`: what the fields of a named tuple are (Modules/_collectionsmodule.c).
 */

export function tupleGetter(rt: Runtime, define: Define): void {
  const { py } = rt;
  const type = py.type('_collections._tuplegetter');
  const word = (field: string): number => py.structs.offset('_tuplegetterobject', field) >> 2;
  const [index, doc] = [word('index'), word('doc')];
  defineNew(rt, type, (_type, args) => {
    if (args.length !== 2) typeError(rt, `_tuplegetter expected 2 arguments, got ${args.length}`);
    const at = asNumber(rt, args[0]!);
    const op = newFields(py, '_collections._tuplegetter', { doc: args[1]! });
    py.set(op + index, at);
    return op;
  });
  rt.tupleField = (getter, o) => {
    const at = py.get(getter + index);
    if (!isTuple(rt, o)) {
      if (o === py.none) return newRef(rt, getter);
      typeError(
        rt,
        `descriptor for index '${at}' for tuple subclasses doesn't apply to '${typeName(rt, o)}' object`,
      );
    }
    if (at < 0 || at >= py.get(o + Ob.SIZE))
      raiseError(rt, 'IndexError', 'tuple index out of range');
    return newRef(rt, py.load(o + py.tupleItem + at * 2));
  };
  defineMethod(rt, type, '__get__', 1, 2, ([getter, o]) => rt.tupleField(getter!, o!));
  defineGetSet(
    rt,
    type,
    '__doc__',
    (getter) => newRef(rt, py.load(getter + doc) || py.none),
    (getter, value) => setPointer(py, getter + doc, value === 0 ? 0 : newRef(rt, value)),
  );
  if (rt.behaviour.added.has('_tuplegetter.__repr__'))
    slotsOf(rt, type).repr = (getter) =>
      `_tuplegetter(${py.get(getter + index)}, ${repr(rt, py.load(getter + doc))})`;
  define.value('_tuplegetter', newRef(rt, type));
}
