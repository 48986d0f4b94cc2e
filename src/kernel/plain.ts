import equal from 'fast-deep-equal/es6';

/*
 * Values that cross a process boundary as JSON: what JSON lacks is written as an object with one
 * key, `$`. Functions and class instances do not cross; a note arrives that says what they were.
 */

type Tagged = { readonly $: string; readonly value?: unknown };

const MOST_ITEMS = 1_000_000;

/** A JSON value for any plain value. @throws RangeError when it is cyclic or too large. */
export function toPlain(value: unknown): unknown {
  let items = 0;
  const open = new Set<object>();
  const walk = (v: unknown): unknown => {
    if (++items > MOST_ITEMS) throw new RangeError(`the value has more than ${MOST_ITEMS} parts`);
    if (v === undefined) return { $: 'undefined' };
    if (typeof v === 'number') return Number.isFinite(v) ? v : { $: 'number', value: String(v) };
    if (typeof v === 'bigint') return { $: 'bigint', value: String(v) };
    if (typeof v === 'function' || typeof v === 'symbol') return { $: typeof v };
    if (typeof v !== 'object' || v === null) return v;
    if (open.has(v)) throw new RangeError('the value refers to itself');
    open.add(v);
    const result = walkObject(v, walk);
    open.delete(v);
    return result;
  };
  return walk(value);
}

function walkObject(v: object, walk: (value: unknown) => unknown): unknown {
  if (Array.isArray(v)) return v.map(walk);
  if (ArrayBuffer.isView(v) && !(v instanceof DataView)) return Array.from(v as Uint8Array, walk);
  if (v instanceof Map) return { $: 'map', value: [...v].map((pair) => pair.map(walk)) };
  if (v instanceof Set) return { $: 'set', value: [...v].map(walk) };
  const entries = Object.entries(v).map(([key, item]) => [key, walk(item)]);
  return entries.some(([key]) => key === '$')
    ? { $: 'object', value: entries }
    : Object.fromEntries(entries);
}

/** Digits of a bigint that are read: it takes time with their square. */
const MOST_DIGITS = 10_000;
const BIGINT = new RegExp(`^-?\\d{1,${MOST_DIGITS}}$`);

/**
 * The value that `toPlain` was given, with typed arrays as arrays.
 * @throws RangeError or TypeError for what `toPlain` does not write
 */
export function fromPlain(plain: unknown): unknown {
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  if (!('$' in plain)) {
    return Object.fromEntries(Object.entries(plain).map(([key, item]) => [key, fromPlain(item)]));
  }
  const { $: tag, value } = plain as Tagged;
  switch (tag) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(value);
    case 'bigint':
      if (!BIGINT.test(String(value))) throw new RangeError('not a bigint');
      return BigInt(String(value));
    case 'map':
      return new Map((value as [unknown, unknown][]).map(([k, v]) => [fromPlain(k), fromPlain(v)]));
    case 'set':
      return new Set((value as unknown[]).map(fromPlain));
    case 'object':
      return Object.fromEntries((value as [string, unknown][]).map(([k, v]) => [k, fromPlain(v)]));
    default:
      return `[${tag}]`;
  }
}

/** Whether two values that `fromPlain` made are the same. */
export function samePlain(a: unknown, b: unknown): boolean {
  try {
    return equal(a, b);
  } catch {
    // A property that has the name of a method, such as `valueOf`.
    return false;
  }
}
