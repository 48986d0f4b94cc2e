import { PyDict_Items, PyDict_New, PyDict_SetItem } from '../../objects/dictobject';
import { PyType_GenericAlloc } from '../../objects/instances';
import { richCompare } from '../objects/compare';
import { updateDict } from '../objects/dict-update';
import { reprObject } from '../objects/repr';
import { guardedRepr } from '../objects/repr-enter';
import { writeOwned, written } from '../objects/text-writer';
import { truthOf } from '../objects/truth';
import {
  defineAttribute,
  defineGetSet,
  defineInit,
  defineMethod,
  slotsOf,
} from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isSubtype, nameOfType, typeName } from '../runtime/type-checks';
import { dictPut, internName, newStr, newTuple } from '../runtime/values';
import type { Define } from './define';

/** `types.SimpleNamespace` (Objects/namespaceobject.c). */
export function namespaceModule(rt: Runtime, define: Define): void {
  define.type('types.SimpleNamespace', (cls) => emptyNamespace(rt, cls));
  installNamespace(rt);
  const { typesSubscript, typesJoin } = rt.behaviour;
  if (typesSubscript) define.value('GenericAlias', newRef(rt, rt.py.type('types.GenericAlias')));
  if (typesJoin) define.value('UnionType', newRef(rt, rt.py.type('types.UnionType')));
}

const dictWord = (rt: Runtime): number =>
  rt.py.structs.offset('_PyNamespaceObject', 'ns_dict') >> 2;

function emptyNamespace(rt: Runtime, cls: number): number {
  const op = PyType_GenericAlloc(rt.py, cls);
  rt.py.store(op + dictWord(rt), PyDict_New(rt.py));
  return op;
}

/** `_PyNamespace_New`: takes the values over. */
export function newNamespace(
  rt: Runtime,
  pairs: readonly (readonly [name: string, value: number])[],
): number {
  installNamespace(rt);
  const op = emptyNamespace(rt, rt.py.type('types.SimpleNamespace'));
  const dict = rt.py.load(op + dictWord(rt));
  for (const [name, value] of pairs) dictPut(rt, dict, name, value);
  return op;
}

function installNamespace(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('types.SimpleNamespace');
  if (slotsOf(rt, type).init) return;
  const dictOf = (op: number): number => py.load(op + dictWord(rt));
  defineInit(rt, type, (op, args, keywords) => {
    const most = rt.behaviour.namespaceTakesMapping ? 1 : 0;
    if (args.length > most) {
      typeError(
        rt,
        most === 0
          ? 'no positional arguments expected'
          : `${nameOfType(rt, py.typeOf(op))} expected at most 1 argument, got ${args.length}`,
      );
    }
    if (args.length === 1) updateDict(rt, dictOf(op), args[0]!);
    for (const [name, value] of keywords ?? [])
      PyDict_SetItem(py, dictOf(op), internName(rt, name), value);
  });
  defineGetSet(rt, type, '__dict__', (op) => newRef(rt, dictOf(op)));
  defineMethod(rt, type, '__reduce__', 0, 0, ([op]) =>
    newTuple(rt, [newRef(rt, py.typeOf(op!)), newTuple(rt, []), newRef(rt, dictOf(op!))]),
  );
  const slots = slotsOf(rt, type);
  slots.reprObject = (op) => {
    const cls = py.typeOf(op);
    const name = cls === type ? 'namespace' : nameOfType(rt, cls);
    const made = guardedRepr(rt, op, 0, () =>
      written(rt, false, 0, (writer) => {
        const items = PyDict_Items(py, dictOf(op));
        const pairs = Array.from({ length: items.length / 2 }, (_, i) => i * 2);
        if (rt.behaviour.namespaceSorts) pairs.sort((a, b) => order(rt, items[a]!, items[b]!));
        writer.write(`${name}(`);
        for (const [i, at] of pairs.entries()) {
          writer.write(`${i > 0 ? ', ' : ''}${asText(rt, items[at]!)}=`);
          writeOwned(rt, writer, reprObject(rt, items[at + 1]!));
        }
        writer.write(')');
      }),
    );
    return made || newStr(rt, `${name}(...)`);
  };
  defineAttribute(rt, type, '__hash__', newNone(rt));
  slots.hash = (op) => typeError(rt, `unhashable type: '${typeName(rt, op)}'`);
  slots.compare = (op, a, b) => {
    if (!isSubtype(rt, py.typeOf(a), type) || !isSubtype(rt, py.typeOf(b), type)) return null;
    return truthOf(rt, richCompare(rt, op, dictOf(a), dictOf(b)));
  };
}

function order(rt: Runtime, a: number, b: number): number {
  return asText(rt, a) < asText(rt, b) ? -1 : 1;
}
