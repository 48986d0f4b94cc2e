import type { Wait } from '../os/wait';
import type { RunningFrame } from './running-frame';

/** The tables with texts as keys that a code has at one moment, while it is compiled. */
export interface FilledTables {
  readonly names: boolean;
  readonly locals: boolean;
  /** There are constants, and all so far are texts: then the cache of constants has only texts, too. */
  readonly texts: boolean;
  readonly onlyTexts: boolean;
  /** The code inside that is compiled at this moment. */
  readonly inner: Code | null;
}

/** What runs a code object: takes the frame and its arguments, gives back the result's word. */
export type CodeFunction = (frame: RunningFrame, ...locals: number[]) => never;

/** The same as a generator, for threads: stops where it has to wait, and says for what. */
export type ThreadFunction = (
  frame: RunningFrame,
  ...locals: number[]
) => Generator<Wait, number, void>;

/** An item of `co_consts`: a word, a code inside, a tuple of words, or null for None. */
export type CodeConstant = number | Code | readonly number[] | null;

/** Whether two constants are one: tuples of names are by what is in them. */
export function sameConstant(a: CodeConstant, b: CodeConstant): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

/** A compiled block of a program (Objects/codeobject.c), with the JavaScript it was compiled to. */
export class Code {
  /** The simulated code object, and its number in the table of codes. */
  word = 0;
  index = 0;
  /** Parameters first. */
  varnames: string[] = [];
  cellvars: string[] = [];
  freevars: string[] = [];
  argcount = 0;
  posonly = 0;
  kwonly = 0;
  varargs = false;
  varkw = false;
  isGenerator = false;
  isCoroutine = false;
  /** Of a generator expression: whether it goes over an asynchronous iterator, which it is given. */
  iteratesAsync = false;
  /** Of a class: whether it has a cell for its names (3.14 on). */
  holdsClassDict = false;
  /** Takes exactly `argcount` positional arguments, so calls need no binding. */
  simple = false;
  /** Whether it has a table of handlers (3.11 on): it catches something, or it is a generator that waits. */
  handles = false;
  docstring: string | null = null;
  /** Words that the JavaScript refers to: the code owns a reference to each, if its tuples do not. */
  readonly consts = new Set<number>();
  readonly names = new Set<number>();
  /** Codes inside it, in their order. */
  readonly inner: Code[] = [];
  /** `co_names` and `co_consts`: what will be in the tuples of a program's code. */
  readonly tables = {
    names: [] as number[],
    constants: [] as CodeConstant[],
    /** Tuples that the compiler makes at once: others are folded when all instructions are there (3.14 on). */
    early: new Set<CodeConstant>(),
    /** What the compiler's own tables had in them, moment by moment. */
    filled: [] as FilledTables[],
  };
  /** The list of what the syntax tree holds, until the program is done; 0 without one. */
  tree = 0;
  /** Line, first column, last line, last column of each place; F.at is an index into it. */
  readonly places: number[] = [];
  /** The line of each place. */
  readonly lines: number[] = [];
  /** How deep the stack of its frames gets (`co_stacksize`). */
  stackSize = 0;
  /** Names of the slots before those of the cells from around it. */
  ownNames: readonly string[] = [];
  /** Variables of comprehensions that run in its frames, beside its own. */
  inlined: readonly string[] = [];
  /** To 3.10, of a code of the library: whether it has had its frame of the start-up. */
  spared = false;
  /** To 3.10: the frame that is kept for the next call. */
  zombie = 0;
  run: CodeFunction = () => {
    throw new Error('the code was not compiled');
  };

  /** Its form for threads, compiled at the first use. Generators have none. */
  thread: (() => ThreadFunction) | undefined;

  constructor(
    readonly name: string,
    readonly qualname: string,
    readonly filename: string,
    readonly firstLine: number,
    readonly kind: 'module' | 'function' | 'class' | 'lambda' | 'comprehension' | 'generator',
  ) {}

  get slots(): number {
    return this.ownNames.length + this.freevars.length + this.inlined.length + this.stackSize;
  }

  line(at: number): number {
    return this.lines[at]!;
  }
}
