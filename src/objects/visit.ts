import { KeysKind } from './dict-keys';
import { valueSlot } from './dict-values';
import { generatorCodeWord, ownedFields } from './field-objects';
import { cachedKeys, dictPointer, instanceDict, instanceValues } from './instances';
import type { Interpreter } from './interpreter';
import { Dict, List, Ob, SetWord, TypeFlag, TypeWord } from './structs';
import { Kind } from './types';

/**
 * `tp_traverse`, without calls per reference: an object's references as **spans** of pointers in the
 * simulated memory, in the order in which CPython visits them.
 *
 * Each span is four numbers in `spans`: the first word, how many, the step in words, and the distance in
 * words to a second pointer visited with each (0: none). NULL pointers count and are to be skipped.
 */
export class Visitor {
  readonly spans = new Int32Array(4 * 256);
  private count = 0;

  constructor(private readonly py: Interpreter) {}

  /** Fills `spans`. @returns how many there are. */
  visit(op: number): number {
    this.count = 0;
    const type = this.py.typeOf(op);
    this.visitAs(op, type, this.py.kindOf(type));
    return this.count;
  }

  private add(word: number, count: number, step: number, pair = 0): void {
    const at = this.count * 4;
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
        this.visitInstance(op, type);
        return;
      case Kind.TYPE:
        this.visitType(op);
        return;
      case Kind.WEAKREF:
        this.add(op + 6, 1, 2);
        return;
      case Kind.FRAME:
        this.add(op + (py.structs.offset('PyFrameObject', 'f_code') >> 2), 1, 2);
        return;
      case Kind.FIELDS:
      case Kind.GENERATOR:
        for (const word of ownedFields(py, py.specOf(type)).visits) this.add(op + word, 1, 2);
        if (kind === Kind.GENERATOR && py.structs.find('PyGenObject', 'gi_iframe') !== undefined) {
          this.add(generatorCodeWord(py, op), 1, 2);
        }
        return;
      default:
    }
  }

  private visitDict(op: number): void {
    const { py } = this;
    const table = py.load(op + Dict.KEYS);
    if (table === py.statics.emptyKeys) return;
    const n = py.keys.nentries(table);
    if (n === 0) return;
    const values = py.load(op + Dict.VALUES);
    if (values !== 0) this.add(valueSlot(py, values, 0), n, 2);
    else {
      const pair = py.keys.kind(table) === KeysKind.GENERAL ? -2 : 0;
      this.add(py.keys.keyWord(table, 0) + 2, n, py.keys.stride(table), pair);
    }
  }

  private visitInstance(op: number, type: number): void {
    const { py } = this;
    let base = type;
    while (py.kindOf(base) === Kind.SUBTYPE) {
      const slots = py.get(base + Ob.SIZE);
      if (slots > 0) this.add(slotsStart(py, op, base), slots, 2);
      base = py.load(base + TypeWord.BASE);
    }
    const values = instanceValues(py, op);
    if (values !== 0) {
      const n = py.keys.nentries(cachedKeys(py, type));
      if (n > 0) this.add(valueSlot(py, values, 0), n, 2);
    } else if (instanceDict(py, op) !== 0) this.add(dictPointer(py, op), 1, 2);
    if (py.version.objects.instancesVisitType) this.add(op + Ob.TYPE, 1, 2);
    this.visitAs(op, base, py.kindOf(base));
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
