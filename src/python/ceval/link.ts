import type { Code, CodeFunction, ThreadFunction } from '../compile/code';
import type { Unit } from '../compile/emitter';
import { join, plain, threaded } from '../compile/fragment';
import type { Operations } from '../compile/operations';
import type { RunningFrame } from '../compile/running-frame';
import { collectIfDue } from '../runtime/collect';
import { newSite } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { evalBreaker } from './ceval';

/** The functions with one letter: what emitted code does most often. */
interface Shorthands {
  /** A new reference, one less, and a new one to None. */
  readonly I: (op: number) => number;
  readonly D: (op: number) => void;
  readonly N: () => number;
  /** Shows the collector a local of a generator. */
  readonly W: (word: number, op: number) => void;
  /** The turn of a loop: looks now and then whether to stop, and whether to collect. */
  readonly T: (frame: RunningFrame, at: number) => void;
  /** An inline cache for a name. */
  readonly S: typeof newSite;
  /** Calls that may wait, in threads. */
  readonly threaded: Runtime['threaded'];
}

function shorthands(rt: Runtime): Shorthands {
  const { py } = rt;
  const { gc, none } = py;
  return {
    I: (op) => {
      py.incref(op);
      return op;
    },
    D: (op) => py.decref(op),
    N: () => {
      py.incref(none);
      return none;
    },
    W: (word, op) => {
      if (py.load(word) !== op) py.store(word, op);
    },
    T: (frame, at) => {
      if (--rt.fuel < 0) evalBreaker(rt, frame, at);
      if (gc.scheduled) collectIfDue(rt);
    },
    S: newSite,
    threaded: rt.threaded,
  };
}

/** Gives the functions of all codes. `K` has the words of operands that the JavaScript does not name as numbers. */
type MakeFunctions = (
  R: Runtime,
  C: readonly Code[],
  H: Shorthands,
  O: Operations,
  K: readonly number[],
) => CodeFunction[];

/** The JavaScript of a program, which any runtime of its version can run. */
export class Linkable {
  private readonly forms = new Map<typeof plain, MakeFunctions>();

  /** @param operands how many words it is bound to: `k0`, `k1`, … in the JavaScript */
  constructor(
    readonly unit: Unit,
    private readonly operands = 0,
  ) {}

  /** Gives each code its function. Its form for threads is made at the first use. */
  link(rt: Runtime, codes: readonly Code[], words: readonly number[] = []): void {
    const functions = this.form(plain)(rt, codes, shorthands(rt), rt.operations, words);
    let stopping: readonly CodeFunction[] | undefined;
    for (const [i, each] of codes.entries()) {
      each.run = functions[i]!;
      if (each.isGenerator || each.isCoroutine) continue;
      each.thread = () => {
        stopping ??= this.form(threaded)(rt, codes, shorthands(rt), rt.operations, words);
        return stopping[i] as unknown as ThreadFunction;
      };
    }
  }

  /** @param write gives the JavaScript of a function that runs to its end, or that stops */
  private form(write: typeof plain): MakeFunctions {
    const known = this.forms.get(write);
    if (known) return known;
    const made = this.make(write(join(this.unit.functions, '\n')));
    this.forms.set(write, made);
    return made;
  }

  private make(body: string): MakeFunctions {
    const { codes, operations, sites } = this.unit;
    const bound = [
      ...Array.from({ length: this.operands }, (_, i) => `k${i}=K[${i}]`),
      ...sites.map((name, i) => `s${i}=S(${name})`),
    ];
    const source = [
      'const {I,D,N,W,T,S,threaded}=H;let V=0;',
      `const {${[...operations].join(',')}}=O;`,
      bound.length > 0 ? `const ${bound.join(',')};` : '',
      body,
      `return [${codes.map((_, i) => `f${i}`).join(',')}]`,
    ].join('\n');
    return new Function('R', 'C', 'H', 'O', 'K', source) as MakeFunctions;
  }
}
