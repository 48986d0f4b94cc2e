import { usableFraction } from './dict-keys';
import type { Interpreter } from './interpreter';

/*
 * `PyDictValues`: the values of a split table, apart from the keys that a class's instances share.
 * To 3.10 a plain array; in 3.11 and 3.12 an array with the order of insertion in bytes before it; from
 * 3.13 on a header of four bytes, the array, and the order behind it.
 */

function byteAt(py: Interpreter, word: number, offset: number): number {
  return (py.i32[word + (offset >> 2)]! >>> ((offset & 3) * 8)) & 0xff;
}

function setByte(py: Interpreter, word: number, offset: number, value: number): void {
  const at = word + (offset >> 2);
  const shift = (offset & 3) * 8;
  py.memory.touch(at, 1);
  py.i32[at] = (py.i32[at]! & ~(0xff << shift)) | (value << shift);
}

const enum Header {
  CAPACITY = 0,
  SIZE = 1,
  EMBEDDED = 2,
  VALID = 3,
}

type Form = 'array' | 'prefixed' | 'headed';

function formOf(py: Interpreter): Form {
  const { instanceDict } = py.version.objects;
  if (instanceDict === 'dict-slot') return 'array';
  return instanceDict === 'inline-values' ? 'headed' : 'prefixed';
}

/** The word of value `index`. */
export function valueSlot(py: Interpreter, values: number, index: number): number {
  return values + index * 2 + (py.inlineValues ? 2 : 0);
}

function roundUp(bytes: number): number {
  return (bytes + 7) & ~7;
}

/** Bytes of inline values with room for `capacity`: header, array, order (`_PyInlineValuesSize`). */
export function inlineValuesBytes(capacity: number): number {
  return 8 + capacity * 8 + roundUp(capacity);
}

/** Bytes before the array of values with room for `capacity`: the order of insertion in 3.11 and 3.12. */
export function valuesPrefix(py: Interpreter, capacity: number): number {
  return formOf(py) === 'prefixed' ? roundUp(capacity + 2) : 0;
}

/** Writes empty values in the object's own block (3.13 on). */
export function initInlineValues(py: Interpreter, values: number, capacity: number): void {
  py.memory.fill(values, inlineValuesBytes(capacity) >> 2);
  py.i32[values] = capacity | (1 << 16) | (1 << 24);
}

/** `new_values`: room for `capacity` values, all NULL. */
export function newValues(py: Interpreter, capacity: number): number {
  switch (formOf(py)) {
    case 'array': {
      const values = py.malloc(capacity * 8);
      py.memory.fill(values, capacity * 2);
      return values;
    }
    case 'prefixed': {
      const prefix = valuesPrefix(py, capacity);
      const block = py.malloc(prefix + capacity * 8);
      py.memory.fill(block, (prefix >> 2) + capacity * 2);
      const values = block + (prefix >> 2);
      setByte(py, values, -1, prefix);
      return values;
    }
    case 'headed': {
      const bytes = inlineValuesBytes(capacity);
      const values = py.malloc(bytes);
      py.memory.fill(values, bytes >> 2);
      py.i32[values] = capacity;
      return values;
    }
  }
}

/** Values of their own with the same contents and order; references are the caller's to count. */
export function copyValues(py: Interpreter, values: number, keys: number): number {
  const size = formOf(py) === 'headed' ? capacityOf(py, values) : sharedKeysUsableSize(py, keys);
  const copy = newValues(py, size);
  const used = Math.min(size, py.keys.nentries(keys));
  py.memory.copy(valueSlot(py, copy, 0), valueSlot(py, values, 0), used * 2);
  for (const index of formOf(py) === 'array' ? [] : valuesOrder(py, values, 0)) {
    valuesAddToOrder(py, copy, index);
  }
  return copy;
}

/** Frees values that have a block of their own; the references are gone already. */
export function freeValues(py: Interpreter, values: number): void {
  const form = formOf(py);
  if (form === 'headed' && isEmbedded(py, values)) {
    setValid(py, values, false);
    return;
  }
  py.free(form === 'prefixed' ? values - (byteAt(py, values, -1) >> 2) : values);
}

/** Whether the values are in their object's block. */
export function isEmbedded(py: Interpreter, values: number): boolean {
  return py.inlineValues && byteAt(py, values, Header.EMBEDDED) === 1;
}

/** Inline values count as long as no dict has taken them over. */
export function isValid(py: Interpreter, values: number): boolean {
  return byteAt(py, values, Header.VALID) === 1;
}

export function setValid(py: Interpreter, values: number, valid: boolean): void {
  setByte(py, values, Header.VALID, valid ? 1 : 0);
}

export function capacityOf(py: Interpreter, values: number): number {
  return byteAt(py, values, Header.CAPACITY);
}

/** `_PyDictValues_AddToInsertionOrder`. */
export function valuesAddToOrder(py: Interpreter, values: number, index: number): void {
  const form = formOf(py);
  if (form === 'array') return;
  if (form === 'prefixed') {
    const used = byteAt(py, values, -2);
    setByte(py, values, -3 - used, index);
    setByte(py, values, -2, used + 1);
    return;
  }
  const used = byteAt(py, values, Header.SIZE);
  setByte(py, values, 8 + capacityOf(py, values) * 8 + used, index);
  setByte(py, values, Header.SIZE, used + 1);
}

/** The indices of values that are set, in the order they were; `used` of them. */
export function valuesOrder(py: Interpreter, values: number, used: number): number[] {
  const form = formOf(py);
  if (form === 'array') return Array.from({ length: used }, (_, i) => i);
  const count = form === 'prefixed' ? byteAt(py, values, -2) : byteAt(py, values, Header.SIZE);
  return Array.from({ length: count }, (_, i) =>
    form === 'prefixed'
      ? byteAt(py, values, -3 - i)
      : byteAt(py, values, 8 + capacityOf(py, values) * 8 + i),
  );
}

/** `delete_index_from_values`: the later ones move up. */
export function valuesDelete(py: Interpreter, values: number, index: number): void {
  const order = valuesOrder(py, values, 0).filter((other) => other !== index);
  const form = formOf(py);
  const start = form === 'prefixed' ? -3 : 8 + capacityOf(py, values) * 8;
  const step = form === 'prefixed' ? -1 : 1;
  for (const [i, other] of order.entries()) setByte(py, values, start + i * step, other);
  setByte(py, values, form === 'prefixed' ? -2 : Header.SIZE, order.length);
}

/** What a split table's values count in the dict's size. */
export function sizeofValues(py: Interpreter, keys: number): number {
  return sharedKeysUsableSize(py, keys) * 8;
}

/** `shared_keys_usable_size`: values that instances need room for. */
export function sharedKeysUsableSize(py: Interpreter, keys: number): number {
  if (formOf(py) === 'array') return usableFraction(py.keys.size(keys));
  return py.keys.nentries(keys) + py.keys.usable(keys);
}
