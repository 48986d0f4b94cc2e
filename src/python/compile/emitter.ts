import type { CompilerVersion } from '../../versions/compiler';
import type { Constant, FunctionDef, Node, Params } from '../parser/ast';
import { type LineTable, PythonSyntaxError } from '../parser/ast';
import { Code } from './code';
import {
  calledFunction,
  type Fragment,
  join,
  js,
  reference,
  STAR,
  type Value,
  variable,
  waits,
} from './fragment';
import type { OperationName, ThreadedName } from './operations';
import { mangle, type Scope } from './scopes';
import type { SymbolTable } from './symtable';

/** What the compiler asks of the runtime: the rules of its version, and objects that exist before the program runs. */
export interface CompileHost extends CompilerVersion {
  /** The word of a constant, borrowed from the unit. */
  constant(value: Constant): number;
  /** The word of an interned name. */
  name(text: string): number;
  /** How the JavaScript names the object of a word. */
  operand(word: number): string;
  /** Emits a call per line. */
  readonly stepping: boolean;
  /** Codes get the tables of CPython's: what comes from a `.pyc` file has been there before. */
  readonly keepsTables: boolean;
}

/** One compiled program: JavaScript, the codes it fills, and the names its inline caches are for. */
export interface Unit {
  readonly codes: Code[];
  /** The codes by what they are made for. */
  readonly made: Map<object, Code>;
  /** JavaScript functions, in the order of the codes. */
  readonly functions: Fragment[];
  /** One per attribute, global or method in the program: the operand of its name. */
  readonly sites: string[];
  /** The operations that the JavaScript calls. */
  readonly operations: Set<OperationName>;
  readonly symbols: SymbolTable;
  readonly host: CompileHost;
  readonly lines: LineTable;
  readonly filename: string;
  /** Whether the program may look into the frames of others: their variables can be asked for then. */
  readonly showsFrames: boolean;
}

/** Drops the words in variables, from the last to the first. */
function drop(names: readonly string[]): Fragment {
  const each = [...names].reverse().map((name) => js`if(${name}){V=${name};${name}=0;D(V)}`);
  return join(each, '');
}

/** A local variable's JavaScript name. */
function identifier(prefix: string, name: string, number: number): Fragment {
  return variable(`${prefix}${number}`, /^\w+$/.test(name) ? name : '');
}

/**
 * Emits the JavaScript of one code object.
 *
 * Words on JavaScript's own stack are like those on CPython's: each holds a reference. An expression
 * emits JavaScript whose value is such an owned word, and an operation takes its operands over. What
 * has to wait while something else may raise waits in a variable `t`, which the handlers drop.
 */
export class Emitter {
  /** The JavaScript so far, in lines. Some are known only at the end. */
  private readonly out: (Fragment | (() => Fragment))[] = [];
  private temps = 0;
  private maxTemps = 0;
  private labels = 0;
  /** JavaScript variables by Python name, for `local` and `cell`. */
  readonly variables = new Map<string, Fragment>();
  /** Variables that hold iterators and managers of open blocks, outermost first. */
  readonly blocks: string[] = [];
  readonly declared = new Set<string>();
  private maxBlocks = 0;
  /** How many places where the code may stop were emitted so far. */
  protected stops = 0;
  /** Whether the code may stop at a `yield`, where its locals must be shown to the collector. */
  readonly suspends: boolean;

  constructor(
    readonly unit: Unit,
    readonly scope: Scope,
    readonly code: Code,
    /** Of an inlined comprehension: whose frame it runs in. */
    readonly outer: Emitter | null,
  ) {
    this.suspends = outer === null && (code.isGenerator || code.isCoroutine);
    if (outer === null) this.place({ start: 0, end: 0 }, code.firstLine);
    for (const [name, access] of scope.access) {
      if (access === 'local' || access === 'cell') this.variable(name, access);
    }
    const { freevars } = code;
    if (outer === null) {
      for (const [i, name] of freevars.entries())
        this.variables.set(name, identifier('c', name, 900 + i));
    }
  }

  /** Of the code object itself, for an inlined comprehension. */
  get root(): Emitter {
    return this.outer?.root ?? this;
  }

  get host(): CompileHost {
    return this.unit.host;
  }

  variable(name: string, access: 'local' | 'cell'): Fragment {
    const prefix = `${access === 'cell' ? 'c' : 'l'}${this.outer ? 'i' : ''}`;
    const made = identifier(prefix, name, this.variables.size);
    this.variables.set(name, made);
    return made;
  }

  fail(node: Node, message: string): never {
    const { lines, filename } = this.unit;
    const line = lines.line(node.start);
    throw new PythonSyntaxError(
      message,
      filename,
      line,
      lines.column(node.start) + 1,
      lines.text(line),
    );
  }

  mangled(name: string): string {
    return mangle(name, this.scope.className);
  }

  // ---------------------------------------------------------------- places

  /** The index of a node's place. */
  place(node: Node, line?: number, start: number = node.start): number {
    const { places, lines } = this.code;
    const table = this.unit.lines;
    const first = line ?? table.line(start);
    const last = line ?? table.line(node.end);
    const column = line === undefined ? table.column(start) : 0;
    const end = line === undefined ? table.column(node.end) : 0;
    const count = lines.length;
    if (count > 0) {
      const at = (count - 1) * 4;
      if (
        places[at] === first &&
        places[at + 1] === column &&
        places[at + 2] === last &&
        places[at + 3] === end
      ) {
        return count - 1;
      }
    }
    places.push(first, column, last, end);
    lines.push(first);
    return count;
  }

  /** `F.at=…`, before what may raise or allocate at a node. */
  at(node: Node): Fragment {
    return js`F.at=${this.place(node)}`;
  }

  /**
   * `update_start_location_to_match_attr`: as `at`, of an attribute or of a method's call. Where these begin in another
   * line than the attribute's name, their place begins with the name (3.10 on).
   */
  atName(node: Node, attribute: Node & { readonly name: string }): Fragment {
    const table = this.unit.lines;
    const far = this.host.attributesAtName && table.line(node.start) !== table.line(attribute.end);
    const start = far ? attribute.end - attribute.name.length : node.start;
    return js`F.at=${this.place(node, undefined, start)}`;
  }

  // ---------------------------------------------------------------- JavaScript

  emit(line: Fragment | (() => Fragment)): void {
    this.out.push(line);
  }

  /** The lines of the function, once all of it is emitted. */
  protected lines(): Fragment[] {
    return this.out.map((line) => (typeof line === 'function' ? line() : line));
  }

  /** JavaScript that does an operation: its operands are JavaScript too. */
  op(name: OperationName, ...operands: readonly Value[]): Fragment {
    this.unit.operations.add(name);
    if (name === 'pushExc' || name === 'pushFinal' || name === 'lookupExit')
      this.code.handles = true;
    return js`${name}(${join(['R', ...operands])})`;
  }

  /** An operation that calls something, which may wait. */
  called(name: ThreadedName, ...operands: readonly Value[]): Fragment {
    this.stops++;
    return waits(this.op(name, ...operands));
  }

  /** A function that is called on the spot with a word, `a` inside. */
  calledFunction(body: Fragment, argument: Value): Fragment {
    this.stops++;
    return calledFunction(body, argument);
  }

  /** The mark that makes a function a generator, which may stop. */
  get star(): Value {
    return this.suspends ? '*' : STAR;
  }

  label(): string {
    return `L${this.outer ? 'i' : ''}${this.labels++}_${this.depth}`;
  }

  private get depth(): number {
    return this.outer ? this.outer.depth + 1 : 0;
  }

  /** A variable that holds a word while something else is evaluated. */
  temp(): string {
    const name = `t${this.depth}_${this.temps++}`;
    this.maxTemps = Math.max(this.maxTemps, this.temps);
    return name;
  }

  free(count: number): void {
    this.temps -= count;
  }

  /** Opens a block that holds a word in a variable until it is left. */
  openBlock(): string {
    const name = `b${this.depth}_${this.blocks.length}`;
    this.blocks.push(name);
    this.maxBlocks = Math.max(this.maxBlocks, this.blocks.length);
    return name;
  }

  closeBlock(): void {
    this.blocks.pop();
  }

  tempNames(): string[] {
    return Array.from({ length: this.maxTemps }, (_, i) => `t${this.depth}_${i}`);
  }

  /** Of loops without an iterator: the place of the next item, beside the block's variable. */
  indexOf(block: Value): Value {
    return js`i${block}`;
  }

  indexNames(): Value[] {
    return this.host.virtualIterators ? this.blockNames().map((block) => this.indexOf(block)) : [];
  }

  blockNames(): string[] {
    return Array.from({ length: this.maxBlocks }, (_, i) => `b${this.depth}_${i}`);
  }

  /** Drops what waits in variables: known once the whole function is emitted. */
  dropTemps(): Fragment {
    return drop(this.tempNames());
  }

  /** Drops the words of blocks that an exception left, innermost first: known at the end too. */
  dropBlocks(from: number): Fragment {
    return drop(this.blockNames().slice(from));
  }

  /** An inline cache for a name. */
  site(name: string): Fragment {
    const { sites } = this.unit;
    const word = this.host.name(name);
    this.code.names.add(word);
    return reference(`s${sites.push(this.host.operand(word)) - 1}`);
  }

  nameWord(name: string): Fragment {
    const word = this.host.name(name);
    this.code.names.add(word);
    return reference(this.host.operand(word));
  }

  /** The word of a constant, which the code keeps alive. */
  constant(value: Constant): Fragment {
    const word = this.host.constant(value);
    this.code.consts.add(word);
    const immediate =
      this.host.smallIntsImmediate && value.t === 'int' && value.v >= 0 && value.v < 256;
    return reference(this.host.operand(word), immediate ? `=${value.v}` : null);
  }
}

/** Whether a function is there for the type parameters of what it makes. */
function isTypeScope(code: Code): boolean {
  return code.name.startsWith('<generic parameters of ');
}

/** A code object for a scope. */
export function newCode(
  unit: Unit,
  scope: Scope,
  node: Node,
  parent: Code | null,
  params?: Params,
): Code {
  const inFunction = parent !== null && parent.kind !== 'module' && parent.kind !== 'class';
  const isGlobal = scope.parent?.globals.has(scope.name) ?? false;
  const prefix =
    parent === null || parent.kind === 'module' || isGlobal
      ? ''
      : isTypeScope(parent)
        ? parent.qualname.slice(0, -parent.name.length)
        : `${parent.qualname}.${inFunction ? '<locals>.' : ''}`;
  // A definition begins with its first decorator.
  const [decorator] = (node as Partial<FunctionDef>).decorators ?? [];
  const code = new Code(
    scope.name,
    `${prefix}${scope.name}`,
    unit.filename,
    scope.kind === 'module' ? 1 : unit.lines.line((decorator ?? node).start),
    scope.kind,
  );
  code.index = unit.codes.push(code) - 1;
  unit.made.set(node, code);
  parent?.inner.push(code);
  unit.functions.push(js``);
  code.isGenerator = scope.isGenerator;
  code.isCoroutine = scope.isAsync;
  if (params) {
    code.argcount = params.args.length;
    code.posonly = params.posonly;
    code.kwonly = params.kwonly.length;
    code.varargs = params.vararg !== null;
    code.varkw = params.kwarg !== null;
  } else if (scope.params.length > 0) code.argcount = 1;
  code.simple = !code.varargs && !code.varkw && code.kwonly === 0;
  code.freevars = scope.names('free').filter((name) => name !== '.0');
  if (scope.kind === 'class') {
    // What methods need from around the class passes through it.
    for (const child of scope.children) passThrough(child, scope, code.freevars);
  }
  code.cellvars = scope.names('cell');
  code.holdsClassDict =
    unit.host.classDictCells &&
    scope.kind === 'class' &&
    scope.children.some(({ kind }) => kind === 'function');
  code.varnames = [
    ...scope.params,
    ...scope.names('local').filter((name) => !scope.params.includes(name)),
  ];
  // A parameter that is a cell has one slot; to 3.10 one more for the cell.
  const { framesAreObjects } = unit.host;
  const cells = code.cellvars.filter((name) => framesAreObjects || !code.varnames.includes(name));
  code.ownNames = [...code.varnames, ...cells];
  return code;
}

function passThrough(child: Scope, scope: Scope, freevars: string[]): void {
  for (const name of child.names('free')) {
    const own = name === '__class__' && scope.needsClass;
    if (!own && !freevars.includes(name)) freevars.push(name);
  }
  if (child.kind === 'class')
    for (const inner of child.children) passThrough(inner, scope, freevars);
}
