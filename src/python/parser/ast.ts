/*
 * The syntax tree that programs are compiled from: Python's `ast` in few words. Every node has where
 * it stands in the source, as offsets of its first character and behind its last.
 */

export interface Node {
  readonly start: number;
  readonly end: number;
}

/** A value that is known before the program runs. */
export type Constant =
  | { readonly t: 'None' | 'True' | 'False' | 'Ellipsis' }
  | { readonly t: 'int'; readonly v: bigint; readonly folded?: true }
  | { readonly t: 'float' | 'imag'; readonly v: number; readonly folded?: true }
  | { readonly t: 'complex'; readonly v: readonly [number, number] }
  /** `folded`: computed by the compiler, from 3.13 on too late to be interned. */
  /** `joined`: of several literals side by side, which is not interned either. */
  | { readonly t: 'str'; readonly v: string; readonly folded?: true; readonly joined?: true }
  | { readonly t: 'bytes'; readonly v: readonly number[]; readonly folded?: true }
  /** A slice has three: start, stop and step (3.14 on). */
  | { readonly t: 'tuple' | 'frozenset' | 'slice'; readonly v: readonly Constant[] };

export type Expr = Node &
  (
    | { readonly k: 'Const'; readonly v: Constant }
    | { readonly k: 'Name'; readonly id: string }
    | { readonly k: 'Tuple' | 'List' | 'Set'; readonly items: readonly Expr[] }
    | {
        readonly k: 'Dict';
        readonly keys: readonly (Expr | null)[];
        readonly values: readonly Expr[];
      }
    | { readonly k: 'Starred'; readonly value: Expr }
    | { readonly k: 'Bin'; readonly op: string; readonly left: Expr; readonly right: Expr }
    | { readonly k: 'Unary'; readonly op: string; readonly value: Expr }
    | { readonly k: 'Bool'; readonly op: 'and' | 'or'; readonly values: readonly Expr[] }
    | {
        readonly k: 'Compare';
        readonly left: Expr;
        readonly ops: readonly string[];
        readonly rights: readonly Expr[];
      }
    | {
        readonly k: 'Call';
        readonly func: Expr;
        readonly args: readonly Expr[];
        readonly keywords: readonly Keyword[];
      }
    | { readonly k: 'Attr'; readonly value: Expr; readonly name: string }
    | { readonly k: 'Sub'; readonly value: Expr; readonly index: Expr }
    | {
        readonly k: 'Slice';
        readonly lower: Expr | null;
        readonly upper: Expr | null;
        readonly step: Expr | null;
      }
    | { readonly k: 'IfExp'; readonly test: Expr; readonly body: Expr; readonly orelse: Expr }
    | { readonly k: 'Lambda'; readonly params: Params; readonly body: Expr }
    | {
        readonly k: 'ListComp' | 'SetComp' | 'GenExp';
        readonly elt: Expr;
        readonly clauses: readonly Clause[];
      }
    | {
        readonly k: 'DictComp';
        readonly key: Expr;
        readonly elt: Expr;
        readonly clauses: readonly Clause[];
      }
    | { readonly k: 'Joined'; readonly parts: readonly (string | Formatted)[] }
    | { readonly k: 'Named'; readonly target: string; readonly value: Expr }
    | { readonly k: 'Yield'; readonly value: Expr | null }
    | { readonly k: 'YieldFrom' | 'Await'; readonly value: Expr }
  );

/** `name=value`, or `**value` without a name. */
export interface Keyword {
  readonly name: string | null;
  readonly value: Expr;
}

/** A replacement field of an f-string. */
export interface Formatted {
  readonly value: Expr;
  readonly conversion: 's' | 'r' | 'a' | null;
  readonly spec: readonly (string | Formatted)[] | null;
}

/** `for target in iter if …` of a comprehension. */
export interface Clause {
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
  readonly isAsync: boolean;
}

export interface Param extends Node {
  readonly name: string;
  readonly annotation: Expr | null;
  readonly default: Expr | null;
}

export interface Params {
  readonly posonly: number;
  /** Positional ones, those that are only positional first. */
  readonly args: readonly Param[];
  readonly vararg: Param | null;
  readonly kwonly: readonly Param[];
  readonly kwarg: Param | null;
}

export interface FunctionDef extends Node {
  readonly k: 'FunctionDef';
  readonly name: string;
  readonly params: Params;
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
  readonly returns: Expr | null;
  readonly isAsync: boolean;
}

export interface ClassDef extends Node {
  readonly k: 'ClassDef';
  readonly name: string;
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
}

export interface Handler extends Node {
  /** Of `except*`. */
  readonly star: boolean;
  readonly type: Expr | null;
  readonly name: string | null;
  readonly body: readonly Stmt[];
}

export type Pattern = Node &
  (
    | { readonly k: 'PValue'; readonly value: Expr }
    | { readonly k: 'PCapture'; readonly name: string | null }
    | { readonly k: 'PStar'; readonly name: string | null }
    | { readonly k: 'PSeq' | 'POr'; readonly items: readonly Pattern[] }
    | { readonly k: 'PAs'; readonly pattern: Pattern; readonly name: string }
    | {
        readonly k: 'PMap';
        readonly keys: readonly Expr[];
        readonly items: readonly Pattern[];
        readonly rest: string | null;
      }
    | {
        readonly k: 'PClass';
        readonly cls: Expr;
        readonly items: readonly Pattern[];
        readonly names: readonly string[];
        readonly named: readonly Pattern[];
      }
  );

export interface Case extends Node {
  readonly pattern: Pattern;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
}

export interface Alias {
  readonly name: string;
  readonly as: string | null;
}

export type Stmt = Node &
  (
    | { readonly k: 'Expr'; readonly value: Expr }
    | { readonly k: 'Assign'; readonly targets: readonly Expr[]; readonly value: Expr }
    | {
        readonly k: 'AnnAssign';
        readonly target: Expr;
        readonly annotation: Expr;
        readonly value: Expr | null;
      }
    | { readonly k: 'AugAssign'; readonly target: Expr; readonly op: string; readonly value: Expr }
    | { readonly k: 'Delete'; readonly targets: readonly Expr[] }
    | { readonly k: 'Pass' | 'Break' | 'Continue' }
    | { readonly k: 'Return'; readonly value: Expr | null }
    | { readonly k: 'Raise'; readonly exc: Expr | null; readonly cause: Expr | null }
    | { readonly k: 'Global' | 'Nonlocal'; readonly names: readonly string[] }
    | { readonly k: 'Assert'; readonly test: Expr; readonly msg: Expr | null }
    | { readonly k: 'Import'; readonly names: readonly Alias[] }
    | { readonly k: 'ImportFrom'; readonly module: string; readonly names: readonly Alias[] }
    | {
        readonly k: 'If';
        readonly test: Expr;
        readonly body: readonly Stmt[];
        readonly orelse: readonly Stmt[];
      }
    | {
        readonly k: 'While';
        readonly test: Expr;
        readonly body: readonly Stmt[];
        readonly orelse: readonly Stmt[];
      }
    | {
        readonly k: 'For';
        readonly target: Expr;
        readonly iter: Expr;
        readonly body: readonly Stmt[];
        readonly orelse: readonly Stmt[];
        readonly isAsync: boolean;
      }
    | {
        readonly k: 'Try';
        readonly body: readonly Stmt[];
        readonly handlers: readonly Handler[];
        readonly orelse: readonly Stmt[];
        readonly final: readonly Stmt[];
      }
    | {
        readonly k: 'With';
        readonly items: readonly { readonly context: Expr; readonly as: Expr | null }[];
        readonly body: readonly Stmt[];
        readonly isAsync: boolean;
      }
    | { readonly k: 'Match'; readonly subject: Expr; readonly cases: readonly Case[] }
    | FunctionDef
    | ClassDef
  );

export interface Module {
  readonly body: readonly Stmt[];
  readonly source: string;
  readonly filename: string;
}

/** A program that cannot be compiled: where, and why, as Python's `SyntaxError` says it. */
export class PythonSyntaxError extends Error {
  /** The class's name, as an error's first word. */
  override readonly name: string = 'SyntaxError';

  constructor(
    message: string,
    /** What the source is called. */
    readonly filename: string,
    /** The line, from 1. */
    readonly lineno: number,
    /** The column in it, from 1. */
    readonly offset: number,
    /** The line itself. */
    readonly text: string,
    /** Python's name of the error. */
    readonly type:
      | 'SyntaxError'
      | 'IndentationError'
      | 'TabError'
      | 'NotImplementedError' = 'SyntaxError',
  ) {
    super(message);
  }
}

/** Lines of a source by offset. */
export class LineTable {
  private readonly starts: number[] = [0];

  constructor(readonly source: string) {
    for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1))
      this.starts.push(i + 1);
  }

  /** The line of an offset, from 1. */
  line(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The column of an offset in its line, from 0. */
  column(offset: number): number {
    return offset - this.starts[this.line(offset) - 1]!;
  }

  text(line: number): string {
    const end = this.starts[line];
    return this.source.slice(this.starts[line - 1] ?? 0, end === undefined ? undefined : end - 1);
  }
}
