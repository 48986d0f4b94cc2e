import type { InstanceDict } from '../versions/types';
import { dequeSpans } from './dequeobject';
import { KeysKind } from './dict-keys';
import { isEmbedded, valueSlot } from './dict-values';
import {
  codeSlots,
  frameBackWord,
  framePlaces,
  generatorCodeWord,
  generatorFunctionWord,
  generatorSlots,
  ownedFields,
} from './field-objects';
import { cachedKeys, dictPointer } from './instances';
import type { Interpreter } from './interpreter';
import { LruEntry, lruEntries } from './lrucache';
import { isODict, ODict, odictNodes } from './odictobject';
import {
  DefaultDict,
  Dict,
  KeyEntry,
  List,
  Managed,
  Ob,
  SetWord,
  TypeFlag,
  TypeWord,
  Weakref,
} from './structs';
import { Kind } from './type-spec';
import { TYPES } from './types';

/** How the instances of one class are visited; offsets in words from the object. */
interface InstancePlan {
  readonly type: number;
  /** First word and count of the `__slots__` of each class. */
  readonly slots: readonly number[];
  /** The built-in type underneath. */
  readonly base: number;
  readonly baseKind: Kind;
  readonly nentries: number;
  readonly inline: number;
  readonly managed: boolean;
  readonly dict: number;
}

/** Of objects of variable size the dict pointer is counted from the end. */
const FROM_THE_END = 1;

const NO_PLAN: InstancePlan = {
  type: -1,
  slots: [],
  base: 0,
  baseKind: Kind.ATOM,
  nentries: 0,
  inline: 0,
  managed: false,
  dict: 0,
};

/**
 * `tp_traverse`, without calls per reference: an object's references as **spans** of pointers in the
 * simulated memory, in the order in which CPython visits them.
 *
 * Each span is four numbers in `spans`: the first word, how many, the step in words, and the distance in
 * words to a second pointer visited with each (0: none). NULL pointers count and are to be skipped. The
 * array is another one after a `visit` that needed a longer one.
 */
export class Visitor {
  spans: Int32Array = new Int32Array(4 * 256);
  private count = 0;
  private readonly i32: Int32Array;
  private readonly wordBase: number;
  private readonly form: InstanceDict;
  private readonly objectShowsValues: boolean;
  private readonly doneShowsCode: boolean;
  /** What holds for all instances of the class that was visited last. */
  private plan: InstancePlan = NO_PLAN;

  constructor(private readonly py: Interpreter) {
    this.i32 = py.i32;
    this.wordBase = py.wordBase;
    this.form = py.version.objects.instanceDict;
    this.doneShowsCode = py.version.objects.generatorClose === 'clears';
    this.objectShowsValues = py.version.objects.inlineValuesOf === 'plain';
  }

  /** Forgets what it knows of classes: call it when they may have changed. */
  reset(): void {
    this.plan = NO_PLAN;
  }

  /** Fills `spans`. @returns how many there are. */
  visit(op: number): number {
    this.count = 0;
    const { i32 } = this;
    const type =
      ((i32[op + Ob.TYPE]! >>> 2) + (i32[op + Ob.TYPE + 1]! << 30) - (this.wordBase | 0)) | 0;
    if (type === this.plan.type) this.visitInstance(op, this.plan);
    else this.visitAs(op, type, (i32[type + TypeWord.DEALLOC]! >>> 4) & 0xff);
    return this.count;
  }

  private add(word: number, count: number, step: number, pair = 0): void {
    const at = this.count * 4;
    if (at === this.spans.length) {
      const wider = new Int32Array(at * 2);
      wider.set(this.spans);
      this.spans = wider;
    }
    const { spans } = this;
    spans[at] = word;
    spans[at + 1] = count;
    spans[at + 2] = step;
    spans[at + 3] = pair;
    this.count++;
  }

  private visitAs(op: number, type: number, kind: Kind): void {
    const { py } = this;
    switch (kind) {
      case Kind.LIST: {
        const size = py.i32[op + List.SIZE]!;
        if (size > 0) this.add(py.load(op + List.ITEM) + (size - 1) * 2, size, -2);
        return;
      }
      case Kind.TUPLE: {
        const size = py.i32[op + Ob.SIZE]!;
        if (size > 0) this.add(op + py.tupleItem + (size - 1) * 2, size, -2);
        return;
      }
      case Kind.DICT:
        this.visitDict(op);
        return;
      case Kind.SET:
        this.add(py.load(op + SetWord.TABLE), py.i32[op + SetWord.MASK]! + 1, 4);
        return;
      case Kind.SUBTYPE:
        this.plan = this.planOf(type);
        this.visitInstance(op, this.plan);
        return;
      case Kind.TYPE:
        this.visitType(op);
        return;
      case Kind.WEAKREF:
        this.add(op + Weakref.CALLBACK, 1, 2);
        return;
      case Kind.FRAME: {
        const { code, func, names, slots } = framePlaces(py);
        this.add(frameBackWord(py, op), 1, 2);
        if (func !== 0) this.add(op + func, 1, 2);
        this.add(op + code, 1, 2);
        for (const name of names) this.add(op + name, 1, 2);
        this.add(op + slots, codeSlots(py, py.load(op + code)), 2);
        return;
      }
      case Kind.DEQUE:
        this.visitDeque(op);
        return;
      case Kind.LRU_CACHE:
        for (const entry of lruEntries(py, op)) this.add(entry + LruEntry.KEY, 2, 2);
        for (const word of ownedFields(py, py.specOf(type)).visits) this.add(op + word, 1, 2);
        return;
      case Kind.FIELDS:
      case Kind.GENERATOR:
        for (const word of ownedFields(py, py.specOf(type)).visits) this.add(op + word, 1, 2);
        if (kind === Kind.GENERATOR && py.structs.find('PyGenObject', 'gi_iframe') !== undefined) {
          const word = generatorCodeWord(py, op);
          const code = py.load(word);
          const func = generatorFunctionWord(py, op);
          this.add(func, 1, 2);
          if (this.doneShowsCode || py.load(func) !== 0) this.add(word, 1, 2);
          if (code !== 0) this.add(generatorSlots(py, op), codeSlots(py, code), 2);
        }
        return;
      default:
    }
  }

  private visitDeque(op: number): void {
    for (const [word, count] of dequeSpans(this.py, op)) this.add(word, count, 2);
  }

  private visitDict(op: number): void {
    const { py } = this;
    const { owned } = TYPES[py.specOf(py.typeOf(op))]!;
    if (owned) this.add(op + DefaultDict.FACTORY, 1, 2);
    if (isODict(py, op)) {
      this.add(op + ODict.INST_DICT, 1, 2);
      for (const node of odictNodes(py, op)) this.add(node, 1, 2);
    }
    const table = py.load(op + Dict.KEYS);
    if (table === py.statics.emptyKeys) return;
    const n = py.keys.nentries(table);
    if (n === 0) return;
    const values = py.load(op + Dict.VALUES);
    if (values !== 0) {
      if (this.objectShowsValues && isEmbedded(py, values)) return;
      this.add(valueSlot(py, values, 0), n, 2);
    } else {
      const pair = py.keys.kind(table) === KeysKind.GENERAL ? KeyEntry.KEY - KeyEntry.VALUE : 0;
      this.add(py.keys.keyWord(table, 0) + KeyEntry.VALUE, n, py.keys.stride(table), pair);
    }
  }

  /** What `visitInstance` needs to know of a class; it is the same until the class changes. */
  private planOf(type: number): InstancePlan {
    const { py } = this;
    const slots: number[] = [];
    let base = type;
    while (py.kindOf(base) === Kind.SUBTYPE) {
      const count = py.get(base + Ob.SIZE);
      if (count > 0) slots.push(slotsStart(py, 0, base), count);
      base = py.baseOf(base);
    }
    const keys = cachedKeys(py, type);
    const nentries = keys === 0 ? 0 : py.keys.nentries(keys);
    const inline = py.hasFlag(type, TypeFlag.INLINE_VALUES)
      ? ((py.get(type + TypeWord.BASICSIZE) + 7) >> 3) * 2
      : 0;
    const managed = py.hasFlag(type, TypeFlag.MANAGED_DICT);
    const offset = py.get(type + TypeWord.DICTOFFSET);
    const baseKind = py.kindOf(base);
    // A class of a metaclass has its dict as a class, and shows it as one.
    const own = managed ? -6 : offset > 0 ? offset >> 2 : offset < 0 ? FROM_THE_END : 0;
    const dict = baseKind === Kind.TYPE ? 0 : own;
    return { type, slots, base, baseKind, nentries, inline, managed, dict };
  }

  private visitInstance(op: number, plan: InstancePlan): void {
    const { py, i32 } = this;
    for (let i = 0; i < plan.slots.length; i += 2)
      this.add(op + plan.slots[i]!, plan.slots[i + 1]!, 2);
    if (plan.dict !== 0) {
      const at = plan.dict === FROM_THE_END ? dictPointer(py, op) : op + plan.dict;
      let values = 0;
      if (plan.managed) {
        if (this.form === 'inline-values') {
          // Valid, and no dict has taken them over; in 3.13 even then.
          if (
            plan.inline !== 0 &&
            (this.objectShowsValues || (i32[at]! | i32[at + 1]!) === 0) &&
            i32[op + plan.inline]! >>> 24 === 1
          ) {
            values = valueSlot(py, op + plan.inline, 0);
          }
        } else if (this.form === 'values-and-dict') values = py.load(op + Managed.VALUES);
        else if ((i32[at]! & 1) !== 0) values = py.load(at) + 1;
      }
      if (values !== 0) {
        if (plan.nentries > 0) this.add(values, plan.nentries, 2);
      } else if ((i32[at]! | i32[at + 1]!) !== 0) this.add(at, 1, 2);
    }
    this.add(op + Ob.TYPE, 1, 2);
    if (plan.baseKind !== Kind.ATOM) this.visitAs(op, plan.base, plan.baseKind);
  }

  private visitType(type: number): void {
    const { py } = this;
    if (!py.hasFlag(type, TypeFlag.HEAPTYPE)) return;
    for (const word of [TypeWord.DICT, TypeWord.MRO, TypeWord.BASES, TypeWord.BASE]) {
      this.add(type + word, 1, 2);
    }
  }

  /** Calls `each` with every object that `op` refers to. */
  forEach(op: number, each: (referent: number) => void): void {
    const { py } = this;
    this.reset();
    const found: number[] = [];
    const count = this.visit(op);
    for (let i = 0; i < count; i++) {
      const [start, n, step, pair] = this.spans.subarray(i * 4, i * 4 + 4) as unknown as number[];
      for (let j = 0, word = start!; j < n!; j++, word += step!) {
        const value = py.load(word);
        if (value !== 0) found.push(value);
        const other = pair === 0 ? 0 : py.load(word + pair!);
        if (other !== 0) found.push(other);
      }
    }
    for (const referent of found) each(referent);
  }
}

/** The first word of the `__slots__` that a class adds to its instances. */
export function slotsStart(py: Interpreter, op: number, type: number): number {
  const base = py.load(type + TypeWord.BASE);
  return op + (py.get(base + TypeWord.BASICSIZE) >> 2);
}
