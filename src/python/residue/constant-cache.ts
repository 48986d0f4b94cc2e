import { Slice } from '../../objects/structs';
import { Code, type CodeConstant } from '../compile/code';
import { type Fragment, instructions as instructionsOf } from '../compile/fragment';
import { asNumber } from '../objects/index-numbers';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isSet, isSlice, isTuple } from '../runtime/type-checks';
import {
  internProgramName,
  isCompact,
  newTrackedTuple,
  newTuple,
  tupleItems,
} from '../runtime/values';

/**
 * The cache in which the compiler merges constants, and the tuples of names, variables and constants
 * that codes have (`c_const_cache` in Python/compile.c). Its keys are tuples. All of them die when the program
 * is compiled, so the program finds their blocks on the free lists.
 */
export class ConstantCache {
  private readonly keys: number[] = [];
  private readonly seen = new Set<string>();
  /** Tuples by their items, borrowed from the codes. */
  private readonly tuples = new Map<string, number>();

  constructor(private readonly rt: Runtime) {}

  /** `_PyCode_ConstantKey`: the constant itself, or a pair; a new reference. */
  private key(op: number): number {
    const { rt } = this;
    const { py } = rt;
    if (isTuple(rt, op)) return this.tupleKey(tupleItems(rt, op));
    if (isSlice(rt, op))
      return this.tupleKey([Slice.START, Slice.STOP, Slice.STEP].map((word) => py.load(op + word)));
    const type = py.typeOf(op);
    const plain = type === rt.intType || type === rt.strType || type === rt.codeType;
    if (plain || op === py.none || op === py.statics.ellipsis) return newRef(rt, op);
    return newTuple(rt, [newNone(rt), newRef(rt, op)]);
  }

  /** The pair of the items' keys and the tuple. Here None takes the tuple's place. */
  private tupleKey(items: readonly number[]): number {
    const { rt } = this;
    const keys = items.map((item) => this.key(item));
    return newTuple(rt, [newTuple(rt, keys), newNone(rt)]);
  }

  /** `merge_consts_recursive`: items of tuples are merged too. */
  private constant(op: number): void {
    if (!this.isNew(String(op))) return;
    if (!isTuple(this.rt, op)) {
      this.keys.push(this.key(op));
      return;
    }
    const items = tupleItems(this.rt, op);
    const pair = this.tupleKey(items);
    if (this.tuples.has(items.join())) this.rt.py.decref(pair);
    else this.add(pair, items, op);
    for (const item of items) this.constant(item);
  }

  private add(pair: number, items: readonly number[], tuple: number): void {
    this.tuples.set(items.join(), tuple);
    this.keys.push(pair);
  }

  /**
   * `merge_const_one` of a tuple that is made for a code: a new reference, to one that is there if it can be. The
   * tuple and its key are made before the cache is looked into, and wait on the free lists if it has them.
   */
  private tuple(items: readonly number[], make = newTrackedTuple): number {
    const { rt } = this;
    const made = make(
      rt,
      items.map((item) => newRef(rt, item)),
    );
    const pair = this.tupleKey(items);
    const known = this.tuples.get(items.join());
    if (known === undefined) {
      this.add(pair, items, made);
      return made;
    }
    newRef(rt, known);
    rt.py.decref(pair);
    rt.py.decref(made);
    return known;
  }

  /** Bytes that belong to a code, which are told apart by `text`. */
  private bytes(text: string): void {
    const pair = newTuple(this.rt, [newNone(this.rt), newNone(this.rt)]);
    if (this.isNew(`b${text}`)) this.keys.push(pair);
    else this.rt.py.decref(pair);
  }

  private isNew(key: string): boolean {
    const before = this.seen.size;
    return this.seen.add(key).size > before;
  }

  /** Gives a code its tuples, after those inside it; `javascript` is what it was compiled to. */
  code(code: Code, javascript: Fragment): void {
    const { rt } = this;
    const { py, behaviour } = rt;
    const instructions = instructionsOf(javascript);
    const { names, constants } = code.tables;
    for (const item of constants) if (typeof item === 'number') this.constant(item);
    const items = constants.map((item) => this.item(item));
    this.store(code, 'co_names', this.tuple(names));
    const { cellvars, freevars } = code;
    const varnames = [...code.varnames, ...code.inlined];
    const words = (texts: readonly string[]): number =>
      this.tuple(texts.map((text) => internProgramName(rt, text)));
    if (!behaviour.mergesNames) {
      this.store(code, 'co_varnames', words(varnames));
      this.store(code, 'co_cellvars', words(cellvars));
      this.store(code, 'co_freevars', words(freevars));
    }
    if (behaviour.mergesInstructions) {
      this.bytes(instructions);
      const first = code.lines[0] ?? 0;
      const places = code.places.map((at, i) => (i % 2 === 0 ? at - first : at));
      // A module's begin before its first line.
      this.bytes(`${code.kind === 'module' ? 'module ' : ''}lines ${places.join()}`);
      if (behaviour.mergesHandlers) this.bytes(code.handles ? `handlers ${instructions}` : '');
    }
    this.store(code, 'co_consts', this.tuple(this.kept(code, items), newTuple));
    if (behaviour.mergesNames) {
      const cells = cellvars.filter((name) => !varnames.includes(name));
      const own = code.holdsClassDict ? ['__classdict__'] : [];
      this.store(code, 'co_localsplusnames', words([...varnames, ...own, ...cells, ...freevars]));
    }
    for (const item of items) py.decref(item);
    this.release(code);
  }

  private store(code: Code, field: string, word: number): void {
    const { py } = this.rt;
    py.store(code.word + (py.structs.offset('PyCodeObject', field) >> 2), word);
  }

  /** The object of an item of `co_consts`: a new reference. */
  private item(item: CodeConstant): number {
    const { rt } = this;
    if (item === null) return newNone(rt);
    if (typeof item === 'number') return newRef(rt, item);
    if (item instanceof Code) return newRef(rt, item.word);
    return this.tuple(item);
  }

  /** The items that `co_consts` is left with: from 3.14 on those that no instruction loads go, but for the first. */
  private kept(code: Code, items: readonly number[]): number[] {
    const { rt } = this;
    const { behaviour, py } = rt;
    const { constants, early } = code.tables;
    if (!py.version.compiler.smallIntsImmediate) return [...items];
    const first = items[0] ?? 0;
    // A tuple of constants is folded late: its first item has been there before it.
    const leaf = typeof constants[0] === 'number' ? this.leaf(first) : first;
    const unused = (op: number): boolean =>
      op === leaf || this.isImmediate(op) || (op === py.none && !behaviour.noneIsConstant);
    const late = (i: number): boolean =>
      typeof constants[i] === 'number' &&
      !early.has(constants[i]) &&
      (isTuple(rt, items[i]!) || isSet(rt, items[i]!) || rt.foldedWords.has(items[i]!));
    const rest = items.map((_, i) => i).filter((i) => !unused(items[i]!));
    const order = [...rest.filter((i) => !late(i)), ...rest.filter(late)].map((i) => items[i]!);
    return leaf === 0 ? order : [leaf, ...order];
  }

  private leaf(op: number): number {
    const [first] = isTuple(this.rt, op) ? tupleItems(this.rt, op) : [];
    return first === undefined ? op : this.leaf(first);
  }

  /** `LOAD_SMALL_INT` (3.14 on). */
  private isImmediate(op: number): boolean {
    const { rt } = this;
    if (rt.py.typeOf(op) !== rt.intType || !isCompact(rt, op)) return false;
    const value = asNumber(rt, op);
    return value >= 0 && value < 256;
  }

  /** What the tuples hold, the code need not hold itself. */
  private release(code: Code): void {
    const { rt } = this;
    const consts = rt.py.load(code.word + (rt.py.structs.offset('PyCodeObject', 'co_consts') >> 2));
    const held = new Set<number>();
    const hold = (op: number): void => {
      held.add(op);
      if (isTuple(rt, op)) for (const item of tupleItems(rt, op)) hold(item);
    };
    hold(consts);
    for (const op of code.consts) {
      if (!held.has(op)) continue;
      code.consts.delete(op);
      rt.py.decref(op);
    }
    for (const name of code.names) rt.py.decref(name);
    code.names.clear();
    for (const { word } of code.inner.splice(0)) rt.py.decref(word);
  }

  /** The program is compiled: the keys die. */
  clear(): void {
    for (const key of this.keys.splice(0)) this.rt.py.decref(key);
  }
}
