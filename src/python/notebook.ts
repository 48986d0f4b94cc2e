import { describeName, globalNames } from './globals';

import { attributesOf } from './lifecycle';
import { PythonProcess } from './process';
import { asText } from './runtime/errors';

/** An uncaught Python exception in a cell: its text is Python's own. */
export class PythonError extends Error {
  constructor(
    /** The traceback and the exception, as Python prints them. */
    readonly text: string,
  ) {
    const last = text.trimEnd().split('\n').at(-1)!;
    const colon = last.indexOf(': ');
    super(colon < 0 ? last : last.slice(colon + 2));
    this.name = colon < 0 ? last : last.slice(0, colon);
    this.stack = text.trimEnd();
  }
}

/** The Python of a notebook's session: `%%python` cells run on it, TypeScript cells look at it. */
export class NotebookPython extends PythonProcess {
  private cells = 0;

  /** Runs a cell. @throws PythonError */
  run(source: string): void {
    const filename = `<cell ${++this.cells}>`;
    const { status, error, exits } = this.exec(source, { filename, displays: 'last', quiet: true });
    if (error !== undefined) throw new PythonError(error);
    if (exits && status !== 0) throw new PythonError(`SystemExit: ${status}`);
  }

  /** Names that begin with what is before a position of a cell. */
  complete(
    source: string,
    position: number,
  ): {
    /** The names, sorted. */
    matches: string[];
    /** Where the part begins that a name replaces. */
    start: number;
    /** One past its end. */
    end: number;
  } {
    const typed = /[\w.]*$/.exec(source.slice(0, position))![0];
    const dot = typed.lastIndexOf('.');
    const start = position - typed.length + dot + 1;
    const prefix = typed.slice(dot + 1);
    const names = dot < 0 ? this.names() : this.attributes(typed.slice(0, dot));
    const matches = [...new Set(names)].filter((name) => name.startsWith(prefix)).sort();
    return { matches, start, end: position };
  }

  /** One line about the variable or built-in name at a position of a cell. */
  describe(source: string, position: number): string | undefined {
    const before = /[\w.]*$/.exec(source.slice(0, position))![0];
    const name = before + /^\w*/.exec(source.slice(position))![0];
    return /^[A-Za-z_]\w*$/.test(name) ? describeName(this.runtime, name) : undefined;
  }

  private names(): string[] {
    const rt = this.runtime;
    return [
      ...globalNames(rt),
      ...[...rt.builtins.keys()].map((word) => asText(rt, word)),
      ...KEYWORDS,
    ];
  }

  /** The attributes of a dotted name of `__main__`. */
  private attributes(path: string): string[] {
    const rt = this.runtime;
    if (!/^[A-Za-z_][\w.]*$/.test(path)) return [];
    return attributesOf(rt, path);
  }
}

const KEYWORDS = [
  'and',
  'as',
  'assert',
  'async',
  'await',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'if',
  'import',
  'in',
  'is',
  'lambda',
  'nonlocal',
  'not',
  'or',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'yield',
  'None',
  'True',
  'False',
];
