import type { AllocationHook, Interpreter } from '../../objects/interpreter';
import type { Code } from '../compile/code';
import type { Runtime } from '../runtime/runtime';
import { isStaticObject } from '../runtime/values';
import { References } from './references';
import { hostReferences } from './roots';

/** An object whose count is not what its holders add up to. */
export interface Finding {
  readonly type: string;
  /** As `id()` shows it. */
  readonly address: number;
  /** `ob_refcnt`, by how much it is too high, and the references that were found. */
  readonly count: number;
  readonly excess: number;
  readonly found: number;
  /** Where each of those is. */
  readonly holders: readonly string[];
  /** `file:line` that allocated the object; empty where that was before the audit began. */
  readonly allocated: string;
}

/** The place of an allocation. */
interface Born {
  readonly code: Code;
  readonly at: number;
}

/**
 * Proves the reference counts of an interpreter: finds every object, adds up the references that all of
 * them and the host hold, and compares. It can look only when nothing is under way: between two statements
 * of the main program, or at its end, because an operation keeps what it holds in the host's variables.
 *
 * Objects that were there before (the built-in ones) may have counts that start anywhere: theirs must only
 * change as their holders do. An immortal object has no count.
 */
export class Audit {
  /**
   * Blocks that were allocated since the audit began; null once they are freed: a key that is deleted and set again
   * and again would make each lookup in a `Map` longer.
   */
  private readonly blocks = new Map<number, Born | null | undefined>();
  /** What the counts of older objects are above their holders. */
  private readonly surplus = new Map<number, number>();
  private readonly references: References;
  private readonly py: Interpreter;
  private last: Born | undefined;

  constructor(private readonly rt: Runtime) {
    this.py = rt.py;
    this.references = new References(rt);
    this.py.setHook(this.hook, true);
    for (const [op, { count, found }] of this.counts()) this.surplus.set(op, count - found);
  }

  /** Ends it: allocations are not followed any more. */
  close(): void {
    this.py.setHook(this.hook, false);
  }

  private readonly hook: AllocationHook = {
    allocated: (block) => this.blocks.set(block, this.place()),
    freed: (block) => {
      if (this.blocks.has(block)) this.blocks.set(block, null);
    },
    resized: (from, to) => {
      const born = this.blocks.get(from);
      if (this.blocks.has(from)) this.blocks.set(from, null);
      this.blocks.set(to, born ?? this.place());
    },
    reused: (block) => this.blocks.set(block, this.place()),
  };

  private place(): Born | undefined {
    const { frame } = this.rt;
    if (frame === null) return undefined;
    const { code, at } = frame;
    if (this.last?.code !== code || this.last.at !== at) this.last = { code, at };
    return this.last;
  }

  /** Objects whose counts are wrong, those nobody holds first. */
  findings(): Finding[] {
    const { py } = this;
    const found: Finding[] = [];
    for (const [op, { count, found: held, holders }] of this.counts()) {
      const block = this.blockOf(op);
      const expected = held + this.surplusOf(op, block, count - held);
      if (count === expected) continue;
      const born = (block !== 0 && this.blocks.get(block)) || undefined;
      found.push({
        type: py.typeName(py.typeOf(op)),
        address: py.memory.addressOf(op),
        count,
        excess: count - expected,
        found: held,
        holders,
        allocated: born ? `${born.code.filename}:${born.code.line(born.at)}` : '',
      });
    }
    return found.sort((a, b) => a.found - b.found);
  }

  /** The block of an object that was allocated since the audit began, or 0. */
  private blockOf(op: number): number {
    const block = op - this.py.preWords(this.py.typeOf(op));
    return this.blocks.has(block) && this.blocks.get(block) !== null ? block : 0;
  }

  /** How far an object's count may be above its holders. For an older object this is noted at first sight. */
  private surplusOf(op: number, block: number, now: number): number {
    if (block !== 0) return 0;
    const known = this.surplus.get(op);
    if (known !== undefined) return known;
    this.surplus.set(op, now);
    return now;
  }

  /** Every object that has a count, with the references to it. */
  private counts(): Map<number, { count: number; found: number; holders: string[] }> {
    const { py, rt, references } = this;
    const counts = new Map<number, { count: number; found: number; holders: string[] }>();
    const tables = new Set<number>();
    const waiting: number[] = [];
    const entryOf = (op: number) => {
      let entry = counts.get(op);
      if (entry === undefined) {
        entry = { count: py.i32[op]!, found: 0, holders: [] };
        counts.set(op, entry);
        waiting.push(op);
      }
      return entry;
    };
    const report = (referent: number, place: string): void => {
      const entry = entryOf(referent);
      entry.found++;
      if (entry.holders.length < 8) entry.holders.push(place);
    };
    const table = (keys: number): void => {
      if (tables.has(keys)) return;
      tables.add(keys);
      references.ofTable(keys, report);
    };
    hostReferences(rt, report);
    for (const op of [rt.builtinsDict, rt.modules]) entryOf(op);
    const kept = this.freeListed();
    for (const [block, born] of this.blocks) {
      if (born === null) continue;
      const op = this.objectIn(block, kept);
      if (op !== 0) entryOf(op);
    }
    const own = [rt.builtinsDict, rt.modules];
    for (let op = waiting.pop(); op !== undefined; op = waiting.pop()) {
      // What static objects hold lives as long as they do, and is not counted.
      if (!isStaticObject(rt, op) || own.includes(op)) references.of(op, report, table);
    }
    for (const [op, { count }] of counts) {
      // Negative as an int32: immortal.
      if (count < 0) counts.delete(op);
    }
    return counts;
  }

  /** What waits on free lists. */
  private freeListed(): Set<number> {
    const { freeLists, memory } = this.py;
    const addresses = freeLists.views().flatMap((list) => list.addresses);
    return new Set([...addresses.map((each) => memory.wordAt(each)), ...this.rt.freeFrames]);
  }

  /** The object in a block, or 0: without a count there is no object, nor in a block on a free list. */
  private objectIn(block: number, kept: ReadonlySet<number>): number {
    const { py, references } = this;
    const places = [0, 4, 4 + py.preHeader];
    if (places.some((words) => kept.has(block + words))) return 0;
    for (const words of places) {
      const op = block + words;
      if (references.looksLikeObject(op) && py.preWords(py.typeOf(op)) === words) return op;
    }
    return 0;
  }
}

/** A finding in one line. */
export function describeFinding(finding: Finding): string {
  const { type, address, count, excess, found, holders, allocated } = finding;
  const where = allocated === '' ? 'not made by a line' : `allocated at ${allocated}`;
  const by = found === 0 ? 'nobody holds it' : `${found} found, held by ${holders.join(', ')}`;
  const off = excess > 0 ? `${excess} too many` : `${-excess} too few`;
  return `${type} at 0x${address.toString(16)} counts ${count}, ${off}: ${by}; ${where}`;
}
