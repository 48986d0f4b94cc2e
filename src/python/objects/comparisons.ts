import { PyDict_Next } from '../../objects/dict-next';
import { getItemKnownHash, PyDict_Size } from '../../objects/dictobject';
import { isODict, odictKeys } from '../../objects/odictobject';
import { containsHashed, eachKey, PySet_Size } from '../../objects/setobject';
import { Method, Weakref } from '../../objects/structs';
import { equalStrings } from '../../objects/unicodeobject';
import { latin1 } from '../runtime/codecs';
import { slotsOf } from '../runtime/define';
import { asText } from '../runtime/errors';
import { holding, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp, type TypeSlots } from '../runtime/slots';
import {
  isByteLike,
  isComplex,
  isDict,
  isFloat,
  isInt,
  isList,
  isSet,
  isStr,
  isTuple,
} from '../runtime/type-checks';
import { asDouble, newSet } from '../runtime/values';
import { complexParts } from './arithmetic';
import { anyBytes } from './bytes-like';
import { compareOp, equal, ordered, richCompare } from './compare';
import { asBigInt } from './index-numbers';
import { collect } from './iter';
import { rangeOf } from './range';
import { truthOf } from './truth';
import { itemAt, withItem } from './walk';

/*
 * `tp_richcompare` of the built-in types (Objects/longobject.c, listobject.c and the others).
 */

type Compare = NonNullable<TypeSlots['compare']>;

/** Fills `tp_richcompare`. */
export function installComparisons(rt: Runtime): void {
  const { py } = rt;
  const fill = (names: readonly string[], compare: Compare): void => {
    for (const name of names) slotsOf(rt, py.type(name)).compare = compare;
  };
  /** A type whose objects are equal or not, and have no order. */
  const equality = (names: readonly string[], same: (a: number, b: number) => boolean | null) =>
    fill(names, (op, a, b) => {
      if (op !== CompareOp.EQ && op !== CompareOp.NE) return null;
      const known = same(a, b);
      return known === null ? null : known === (op === CompareOp.EQ);
    });
  fill(['int', 'bool'], (op, a, b) => {
    if (!isInt(rt, b)) return null;
    const x = asBigInt(rt, a);
    const y = asBigInt(rt, b);
    return ordered(op, x < y ? -1 : x > y ? 1 : 0);
  });
  fill(['float'], (op, a, b) => compareFloats(rt, op, a, b));
  equality(['complex'], (a, b) => {
    if (!isInt(rt, b) && !isFloat(rt, b) && !isComplex(rt, b)) return null;
    const [x, y] = [complexParts(rt, a), complexParts(rt, b)];
    return x[0] === y[0] && x[1] === y[1];
  });
  fill(['str'], (op, a, b) => {
    if (!isStr(rt, b)) return null;
    if (op === CompareOp.EQ || op === CompareOp.NE)
      return equalStrings(py, a, b) === (op === CompareOp.EQ);
    return ordered(op, compareText(asText(rt, a), asText(rt, b)));
  });
  fill(['list'], (op, a, b) => (isList(rt, b) ? compareItems(rt, op, a, b) : null));
  fill(['tuple'], (op, a, b) => (isTuple(rt, b) ? compareItems(rt, op, a, b) : null));
  const deque = py.type('collections.deque');
  fill(['collections.deque'], (op, a, b) =>
    py.builtinBase(py.typeOf(b)) === deque ? compareItems(rt, op, a, b) : null,
  );
  const views = ['dict_keys', 'dict_items'];
  fill(['set', 'frozenset'], (op, a, b) => (isSet(rt, b) ? compareSets(rt, op, a, b) : null));
  fill(views, (op, a, b) => compareViews(rt, op, a, b));
  equality(['dict', 'collections.defaultdict', 'collections.OrderedDict'], (a, b) =>
    isDict(rt, b) ? equalDicts(rt, a, b) : null,
  );
  fill(['bytes', 'bytearray'], (op, a, b) => {
    if (!isByteLike(rt, b)) return null;
    const x = latin1(anyBytes(rt, a));
    const y = latin1(anyBytes(rt, b));
    return ordered(op, x < y ? -1 : x > y ? 1 : 0);
  });
  const alike = (a: number, b: number): boolean => py.typeOf(a) === py.typeOf(b);
  equality(['range'], (a, b) => (alike(a, b) ? equalRanges(rt, a, b) : null));
  // Slices are compared as tuples of their parts.
  fill(['slice'], (op, a, b) => {
    if (!alike(a, b)) return null;
    const fields = (s: number): number[] => [4, 6, 8].map((word) => py.load(s + word));
    const others = fields(b);
    const mine = fields(a);
    const at = mine.findIndex((each, i) => !equal(rt, each, others[i]!));
    if (at < 0) return ordered(op, 0);
    if (op === CompareOp.EQ || op === CompareOp.NE) return op === CompareOp.NE;
    return truthOf(rt, richCompare(rt, op, mine[at]!, others[at]!));
  });
  equality(['method'], (a, b) =>
    alike(a, b)
      ? py.load(a + Method.FUNC) === py.load(b + Method.FUNC) &&
        py.load(a + Method.SELF) === py.load(b + Method.SELF)
      : null,
  );
  const ref = py.type('weakref');
  equality(['weakref'], (a, b) =>
    py.builtinBase(py.typeOf(b)) === ref ? equalRefs(rt, a, b) : null,
  );
}

function compareFloats(rt: Runtime, op: CompareOp, a: number, b: number): boolean | null {
  if (!isInt(rt, b) && !isFloat(rt, b)) return null;
  const x = asDouble(rt, a);
  const y = isInt(rt, b) ? asBigInt(rt, b) : asDouble(rt, b);
  if (Number.isNaN(x) || Number.isNaN(y)) return op === CompareOp.NE;
  return ordered(op, x < y ? -1 : x > y ? 1 : 0);
}

/** By code points, where JavaScript compares UTF-16 units. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const x = Array.from(a);
  const y = Array.from(b);
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  }
  return x.length - y.length;
}

/**
 * Lists, tuples, deques, item by item as they are at that time. Lists hold the items that they compare;
 * the last ones, for their order, from 3.13 on.
 */
function compareItems(rt: Runtime, op: CompareOp, a: number, b: number): boolean | null {
  const size = (o: number): number => slotsOf(rt, rt.py.typeOf(o)).length!(o);
  const equality = op === CompareOp.EQ || op === CompareOp.NE;
  if (equality && size(a) !== size(b)) return op === CompareOp.NE;
  const hold = !isTuple(rt, a);
  for (let i = 0; ; i++) {
    const pair = [itemAt(rt, a, i), itemAt(rt, b, i)] as const;
    if (pair[0] === 0 || pair[1] === 0) break;
    if (holding(rt, hold ? pair : [], () => equal(rt, ...pair))) continue;
    if (equality) return op === CompareOp.NE;
    const last = [itemAt(rt, a, i), itemAt(rt, b, i)] as const;
    if (last[0] === 0 || last[1] === 0) break;
    const held = hold && rt.behaviour.orderHolds ? last : [];
    return holding(rt, held, () => truthOf(rt, richCompare(rt, op, ...last)));
  }
  return ordered(op, size(a) - size(b));
}

function compareSets(rt: Runtime, op: CompareOp, a: number, b: number): boolean {
  const { py } = rt;
  const within = (x: number, y: number): boolean =>
    PySet_Size(py, x) <= PySet_Size(py, y) &&
    eachKey(py, x, (key, low, high) => containsHashed(py, y, key, low, high));
  const same = PySet_Size(py, a) === PySet_Size(py, b);
  switch (op) {
    case CompareOp.LT:
      return !same && within(a, b);
    case CompareOp.LE:
      return within(a, b);
    case CompareOp.EQ:
      return same && within(a, b);
    case CompareOp.NE:
      return !(same && within(a, b));
    case CompareOp.GT:
      return !same && within(b, a);
    default:
      return within(b, a);
  }
}

/** Keys or items of dicts are compared as sets (`dictview_richcompare`). */
function compareViews(rt: Runtime, op: CompareOp, a: number, b: number): boolean | null {
  const { py } = rt;
  const other = py.typeOf(b);
  const view = other === py.type('dict_keys') || other === py.type('dict_items');
  if (!view && !isSet(rt, b)) return null;
  const x = newSet(rt, collect(rt, a));
  const y = view ? newSet(rt, collect(rt, b)) : newRef(rt, b);
  return truthOf(rt, compareOp(rt, op, x, y));
}

function equalRefs(rt: Runtime, a: number, b: number): boolean {
  const { py } = rt;
  const [x, y] = [py.load(a + Weakref.OBJECT), py.load(b + Weakref.OBJECT)];
  return x === py.none || y === py.none ? a === b : equal(rt, x, y);
}

function equalDicts(rt: Runtime, a: number, b: number): boolean {
  const { py } = rt;
  if (PyDict_Size(py, a) !== PyDict_Size(py, b)) return false;
  if (isODict(py, a) && isODict(py, b)) {
    const [keys, others] = [odictKeys(py, a), odictKeys(py, b)];
    const alike = holding(rt, [...keys, ...others], () =>
      keys.every((key, i) => others[i] !== undefined && equal(rt, key, others[i])),
    );
    if (!alike) return false;
  }
  for (let at = PyDict_Next(py, a, 0); at; at = PyDict_Next(py, a, at.index + 1)) {
    const { key, value, low, high } = at;
    const same = holding(rt, [key, value], () => {
      const other = getItemKnownHash(py, b, key, low, high);
      return other !== 0 && withItem(rt, other, () => equal(rt, value, other));
    });
    if (!same) return false;
  }
  return true;
}

function equalRanges(rt: Runtime, a: number, b: number): boolean {
  const x = rangeOf(rt, a);
  const y = rangeOf(rt, b);
  if (x.length !== y.length) return false;
  return x.length === 0n || (x.start === y.start && (x.length === 1n || x.step === y.step));
}
