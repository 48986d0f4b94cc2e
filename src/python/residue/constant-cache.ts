import type { Code } from '../compile/code';
import { type Fragment, instructions as instructionsOf } from '../compile/fragment';
import { asNumber } from '../objects/index-numbers';
import { asText } from '../runtime/errors';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isTuple } from '../runtime/type-checks';
import { isCompact, newTuple, tupleItems } from '../runtime/values';

/** What a tuple holds: a word; or a str or a tuple of strs, for which there is no object here. */
type Item = number | string | readonly string[];

/**
 * The cache in which the compiler merges constants, and the tuples of names, variables and constants
 * that codes have (`c_const_cache` in Python/compile.c). Its keys are tuples. All of them die when the program
 * is compiled, so the program finds their blocks on the free lists.
 */
export class ConstantCache {
  private readonly keys: number[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly rt: Runtime) {}

  /** `_PyCode_ConstantKey`: the constant itself, or a pair; a new reference. */
  private key(op: number): number {
    const { rt } = this;
    const { py } = rt;
    if (isTuple(rt, op)) return this.tupleKey(tupleItems(rt, op));
    const type = py.typeOf(op);
    const plain = type === rt.intType || type === rt.strType || type === rt.codeType;
    if (plain || op === py.none || op === py.statics.ellipsis) return newRef(rt, op);
    return newTuple(rt, [newNone(rt), newRef(rt, op)]);
  }

  /** The pair of the items' keys and the tuple. Here None takes the tuple's place. */
  private tupleKey(items: readonly Item[]): number {
    const { rt } = this;
    const keys = items.map((item) => {
      if (typeof item === 'string') return newNone(rt);
      return typeof item === 'number' ? this.key(item) : this.tupleKey(item);
    });
    return newTuple(rt, [newTuple(rt, keys), newNone(rt)]);
  }

  /** `merge_consts_recursive`: items of tuples are merged too. */
  private constant(op: number): void {
    if (!this.isNew(String(op))) return;
    this.keys.push(this.key(op));
    if (isTuple(this.rt, op)) for (const item of tupleItems(this.rt, op)) this.constant(item);
  }

  /** `merge_const_one` of a tuple that is made for a code, and kept by it. */
  private tuple(code: Code, items: readonly Item[]): void {
    const { rt } = this;
    if (!this.isNew(`(${items.map(String).join()})`)) return;
    const own = newTuple(
      rt,
      items.map(() => newNone(rt)),
    );
    code.own.push(own);
    this.keys.push(this.tupleKey(items));
  }

  /** Bytes that belong to a code, which are told apart by `text`. */
  private bytes(text: string): void {
    if (this.isNew(`b${text}`))
      this.keys.push(newTuple(this.rt, [newNone(this.rt), newNone(this.rt)]));
  }

  private isNew(key: string): boolean {
    const before = this.seen.size;
    return this.seen.add(key).size > before;
  }

  /** A code, after those inside it, and its JavaScript. */
  code(code: Code, javascript: Fragment): void {
    const { rt } = this;
    const { behaviour } = rt;
    const instructions = instructionsOf(javascript);
    for (const op of code.consts) this.constant(op);
    for (const names of code.tuples) this.tuple(code, names);
    this.tuple(
      code,
      [...code.names].map((name) => asText(rt, name)),
    );
    const { varnames, cellvars, freevars } = code;
    if (behaviour.mergesNames) {
      this.tuple(code, [
        ...varnames,
        ...cellvars.filter((name) => !varnames.includes(name)),
        ...freevars,
      ]);
      const kinds = varnames.map((name) => (cellvars.includes(name) ? 'c' : 'l')).join('');
      const others = cellvars.length + freevars.length;
      this.bytes(
        kinds === '' && others === 0 ? '' : `kinds ${kinds} ${cellvars.length} ${freevars.length}`,
      );
    } else for (const names of [varnames, cellvars, freevars]) this.tuple(code, names);
    if (behaviour.mergesInstructions) {
      this.bytes(instructions);
      const first = code.lines[0] ?? 0;
      this.bytes(`lines ${code.places.map((at, i) => (i % 2 === 0 ? at - first : at)).join()}`);
      if (behaviour.mergesHandlers) this.bytes(code.handles ? `handlers ${instructions}` : '');
    }
    this.tuple(code, this.constantsOf(code));
  }

  /** The items of `co_consts`. */
  private constantsOf(code: Code): Item[] {
    const { rt } = this;
    const { behaviour } = rt;
    const items: Item[] = code.docstring === null ? [] : [code.docstring];
    items.push(
      ...[...code.consts].filter((op) => !behaviour.smallIntsImmediate || !this.isImmediate(op)),
    );
    items.push(...code.tuples);
    for (const inner of code.inner) {
      items.push(inner.word);
      if (behaviour.qualnamesAreConstants || inner.kind === 'class') items.push(inner.qualname);
    }
    if (behaviour.noneIsConstant && code.kind !== 'comprehension') items.push(rt.py.none);
    return items;
  }

  /** `LOAD_SMALL_INT` (3.14 on). */
  private isImmediate(op: number): boolean {
    const { rt } = this;
    if (rt.py.typeOf(op) !== rt.intType || !isCompact(rt, op)) return false;
    const value = asNumber(rt, op);
    return value >= 0 && value < 256;
  }

  /** The program is compiled: the keys die. */
  clear(): void {
    for (const key of this.keys.splice(0)) this.rt.py.decref(key);
  }
}
