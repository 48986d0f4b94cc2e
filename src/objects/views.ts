import { layoutStruct, type StructLayout } from '../memory/struct';
import type { FreeListName } from '../versions/types';
import type { Interpreter } from './interpreter';
import { digitCount } from './longobject';
import { Ob, Str, TypeFlag } from './structs';
import { Kind } from './type-spec';
import { TYPES } from './types';

/** The struct of an object with its variable part: digits, items, attributes. */
export function objectLayout(py: Interpreter, op: number): StructLayout {
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const spec = TYPES[py.specOf(base)]!;
  const layout = py.structs.get(structOf(py, op, spec.struct));
  const kind = py.kindOf(base);
  if (kind === Kind.TUPLE) return withArray(layout, 'ob_item', 'pointer', py.get(op + Ob.SIZE));
  if (kind === Kind.INT) return withArray(layout, 'ob_digit', 'u32', digitCount(py, op));
  return layout;
}

function structOf(py: Interpreter, op: number, struct: string): string {
  // An ASCII string has the shorter head.
  if (struct === 'PyCompactUnicodeObject') {
    return (py.i32[op + Str.STATE]! & (1 << 6)) !== 0 ? 'PyASCIIObject' : struct;
  }
  const isClass = struct === 'PyHeapTypeObject' && py.hasFlag(op, TypeFlag.HEAPTYPE);
  return struct === 'PyHeapTypeObject' && !isClass ? 'PyTypeObject' : struct;
}

function withArray(
  layout: StructLayout,
  field: string,
  type: 'pointer' | 'u32',
  count: number,
): StructLayout {
  const fixed = layout.fields.filter(({ name }) => name !== field);
  const start = layout.fields.find(({ name }) => name === field)!.offset;
  const items = layoutStruct(
    '',
    Array.from({ length: count }, (_, i) => [`${field}[${i}]`, type] as const),
  );
  return {
    name: layout.name,
    fields: [...fixed, ...items.fields.map((item) => ({ ...item, offset: item.offset + start }))],
    size: start + items.size,
  };
}

/** The lists that `sys._debugmallocstats()` prints, with the struct whose size it gives. */
const PRINTED: readonly (readonly [FreeListName, string])[] = [
  ['dict', 'PyDictObject'],
  ['dictKeys', 'PyDictKeysObject'],
  ['float', 'PyFloatObject'],
  ['list', 'PyListObject'],
];

/** What `sys._debugmallocstats()` prints of the free lists (`_PyDebugAllocatorStats`). */
export function freeListStats(py: Interpreter): string {
  const { freeListStats: stats } = py.version.objects;
  const views = py.freeLists.views();
  const head = (gc: boolean): number => (gc && stats.sizes === 'with-head' ? 16 : 0);
  const line = (count: number, name: string, bytes: number): string =>
    `${`${count} free ${name}s * ${bytes} bytes each`.padStart(48)} = ${(count * bytes)
      .toLocaleString('en-US')
      .padStart(20)}\n`;
  let text = '';
  for (const [name, struct] of PRINTED) {
    if (name === 'dictKeys' && !stats.dictKeys) continue;
    const view = views.find((candidate) => candidate.name === name);
    const gc = name === 'dict' || name === 'list';
    if (view) {
      text += line(view.addresses.length, struct, py.structs.get(struct).size + head(gc));
    }
  }
  for (const { name, length, addresses } of views) {
    if (name !== 'tuple') continue;
    const bytes = py.structs.offset('PyTupleObject', 'ob_item') + length! * 8 + head(true);
    text += line(addresses.length, `${length}-sized PyTupleObject`, bytes);
  }
  return text;
}
