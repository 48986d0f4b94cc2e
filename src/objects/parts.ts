import type { StructLayout } from '../memory/struct';
import { layoutStruct } from '../memory/struct';
import { ARRAY_ITEMS, ArrayWord, arrayCode } from './arrayobject';
import { dequeBlocks } from './dequeobject';
import {
  inlineValuesBytes,
  isEmbedded,
  sharedKeysUsableSize,
  valueSlot,
  valuesPrefix,
} from './dict-values';
import { cachedKeys, instanceValues } from './instances';
import type { Interpreter } from './interpreter';
import { Dict, List, PYGC_HEAD, SETENTRY, SetWord } from './structs';
import { Kind } from './type-spec';

/*
 * An object beside its struct: what stands before it in its block, and the blocks that it has of its own.
 */

/** A block that belongs to an object, with the struct that lies in it. */
export interface ObjectPart {
  /** The field that points to it: `ob_item`, `ma_keys`. */
  readonly name: string;
  /** Its first word. */
  readonly word: number;
  /** Bytes that were asked for. */
  readonly nbytes: number;
  /** Its fields; of a long one the first of them. */
  readonly layout: StructLayout;
}

/** What stands before an object: the collector's head, and from 3.11 on pointers that its class manages. */
export function headLayout(py: Interpreter, op: number): StructLayout {
  const type = py.typeOf(op);
  const head = py.isGc(type) ? PYGC_HEAD.fields : [];
  const words = py.preWords(type);
  const first = py.version.objects.instanceDict === 'values-and-dict' ? 'values' : 'weakreflist';
  const managed = words > head.length * 2 ? [first, 'dict'] : [];
  return layoutStruct('head', [
    ...managed.map((name) => [name, 'pointer'] as const),
    ...head.map(({ name, type }) => [name, type] as const),
  ]);
}

/** A struct of `count` fields of one kind, after those of a header. */
function arrayLayout(
  name: string,
  count: number,
  limit: number,
  item: (index: number) => readonly (readonly [string, 'pointer' | 'i64'])[],
  header: StructLayout['fields'] = [],
  from = 0,
): StructLayout {
  const shown = Math.min(count, limit);
  const items = layoutStruct(
    '',
    Array.from({ length: shown }, (_, i) => item(i)).flat(),
  ).fields.map((field) => ({ ...field, offset: field.offset + from }));
  const fields = [...header, ...items];
  const last = fields.at(-1);
  return { name, fields, size: last ? last.offset + last.size : 0 };
}

function pointers(name: string, count: number, limit: number, from = 0): StructLayout {
  return arrayLayout(name, count, limit, (i) => [[`${name}[${i}]`, 'pointer']], [], from);
}

/** A dict's table: its header, the indices as they lie, its entries. */
function keysLayout(py: Interpreter, keys: number, limit: number): StructLayout {
  const short = py.keys.hasShortEntries(keys);
  const header = py.structs.get('PyDictKeysObject').fields;
  const from = (py.keys.entries(keys) - keys) * 4;
  const item = (i: number) =>
    [
      ...(short ? [] : [[`[${i}].me_hash`, 'i64'] as const]),
      [`[${i}].me_key`, 'pointer'] as const,
      [`[${i}].me_value`, 'pointer'] as const,
    ] as const;
  return arrayLayout('ma_keys', py.keys.nentries(keys), limit, item, header, from);
}

/**
 * The blocks that an object has beside its own.
 * @param limit fields of each at most
 */
export function objectParts(py: Interpreter, op: number, limit = 32): ObjectPart[] {
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const parts: ObjectPart[] = [];
  const add = (name: string, word: number, nbytes: number, layout: StructLayout): void => {
    if (word !== 0 && nbytes > 0) parts.push({ name, word, nbytes, layout });
  };
  switch (py.kindOf(base)) {
    case Kind.LIST: {
      const size = py.get(op + List.SIZE);
      const bytes = py.get(op + List.ALLOCATED) * 8;
      add('ob_item', py.load(op + List.ITEM), bytes, pointers('ob_item', size, limit));
      break;
    }
    case Kind.DICT: {
      const keys = py.load(op + Dict.KEYS);
      const values = py.load(op + Dict.VALUES);
      if (values !== 0 && !isEmbedded(py, values))
        add(...valuesBlock(py, 'ma_values', values, sharedKeysUsableSize(py, keys), limit));
      if (values === 0 && keys !== py.statics.emptyKeys)
        add('ma_keys', keys, py.keys.bytes(keys), keysLayout(py, keys, limit));
      break;
    }
    case Kind.SET: {
      const table = py.load(op + SetWord.TABLE);
      const count = py.get(op + SetWord.MASK) + 1;
      if (table === op + SetWord.SMALLTABLE) break;
      const item = (i: number) =>
        SETENTRY.fields.map(
          ({ name, type }) => [`[${i}].${name}`, type as 'pointer' | 'i64'] as const,
        );
      add('table', table, count * SETENTRY.size, arrayLayout('table', count, limit, item));
      break;
    }
    case Kind.DEQUE:
      for (const [i, { word, nbytes }] of dequeBlocks(py, op).entries())
        add(`block ${i}`, word, nbytes, pointers('data', 64, limit, 8));
      break;
    case Kind.ARRAY: {
      const bytes = py.get(op + ArrayWord.ALLOCATED) * ARRAY_ITEMS[arrayCode(py, op)]!;
      add('ob_item', py.load(op + ArrayWord.ITEM), bytes, layoutStruct('ob_item', []));
      break;
    }
    case Kind.BYTEARRAY:
      if (py.version.objects.bytearrayStorage !== 'bytes') {
        const field = (name: string): number =>
          op + (py.structs.offset('PyByteArrayObject', name) >> 2);
        const layout = layoutStruct('ob_bytes', []);
        add('ob_bytes', py.load(field('ob_bytes')), py.get(field('ob_alloc')), layout);
      }
      break;
    default:
  }
  // From 3.13 on an instance's values are in its own block.
  const values = py.inlineValues ? 0 : instanceValues(py, op);
  const count = values === 0 ? 0 : sharedKeysUsableSize(py, cachedKeys(py, type));
  if (values !== 0) add(...valuesBlock(py, 'values', values, count, limit));
  return parts;
}

/** The block of `PyDictValues`: the array, and before or behind it the order of insertion (from 3.11 on). */
function valuesBlock(
  py: Interpreter,
  name: string,
  values: number,
  count: number,
  limit: number,
): [name: string, word: number, nbytes: number, layout: StructLayout] {
  if (py.inlineValues) {
    const start = (valueSlot(py, values, 0) - values) * 4;
    return [name, values, inlineValuesBytes(count), pointers(name, count, limit, start)];
  }
  const prefix = valuesPrefix(py, count);
  const layout = pointers(name, count, limit, prefix);
  return [name, values - (prefix >> 2), prefix + count * 8, layout];
}
