import * as heaplab from '..';
import { CPYTHON_VERSIONS } from '../versions';

/*
 * What a lesson's prose has besides Markdown: numbers that are computed when the notebook is made,
 * tables that show every version's answer, and claims that a cell below has to prove.
 */

/** A claim as a lesson states it. */
export interface Claim {
  readonly id: string;
  /** The sentence. */
  readonly text: string;
  /** CPython's file and function: `Objects/obmalloc.c, pymalloc_alloc`. */
  readonly source: string;
}

const CLAIM = /\s*<!-- claim: ([\w-]+) \| ([^>]*?) -->/;

/** Takes the marks of claims out of prose. */
export function takeClaims(prose: string): { readonly text: string; readonly claims: Claim[] } {
  const claims: Claim[] = [];
  let text = prose;
  for (let match = CLAIM.exec(text); match; match = CLAIM.exec(text)) {
    const before = text.slice(0, match.index);
    const paragraph = before
      .split(/\n\n|^- /m)
      .at(-1)!
      .replace(/\s+/g, ' ')
      .trim();
    const sentence = paragraph.split(/(?<=[.!?:]) (?=[A-Z"`*_])/).at(-1)!;
    claims.push({
      id: match[1]!,
      text: sentence.replace(/(^| )> /g, '$1'),
      source: match[2]!.trim(),
    });
    text = before + text.slice(match.index + match[0].length);
  }
  return { text, claims };
}

/** The claims that a cell proves: `shows({ 'id': … })`, or `assert …  # shows: id` in Python. */
export function provenBy(source: string): string[] {
  const inPython = [...source.matchAll(/^assert .*# shows: ([\w-]+)$/gm)].map((match) => match[1]!);
  const inTypeScript = [...source.matchAll(/shows\(\{([\s\S]*?)\}\)/g)].flatMap((match) =>
    [...match[1]!.matchAll(/'([\w-]+)':/g)].map((name) => name[1]!),
  );
  return [...inPython, ...inTypeScript];
}

/** A process, and what it prints. */
interface Measured {
  readonly py: heaplab.PythonProcess;
  readonly host: heaplab.DeterministicHost;
}

/** Evaluates the expressions in a lesson's prose, on processes of the lesson's own. */
export class Measure {
  private readonly processes = new Map<string, Measured>();

  constructor(readonly version: string) {}

  private process(version: string): Measured {
    let found = this.processes.get(version);
    if (!found) {
      const host = heaplab.deterministicHost();
      found = { py: heaplab.boot(version, { size: 2 ** 30, host }), host };
      this.processes.set(version, found);
    }
    return found;
  }

  /** What Python code prints. @throws Error when it fails */
  python(source: string, version = this.version): string {
    const { py, host } = this.process(version);
    const { error } = py.exec(source);
    if (error !== undefined) throw new Error(`${version}: ${error}`);
    return host.take().trimEnd();
  }

  /** Puts the values of `{{ expression }}` into prose: TypeScript with everything of Heaplab's. */
  fill(prose: string): string {
    return prose.replace(/\{\{(.+?)\}\}/gs, (_, expression: string) =>
      String(this.value(expression)),
    );
  }

  private value(expression: string): unknown {
    const scope = {
      ...heaplab,
      /** The value of a Python expression. */
      py: (code: string, version = this.version) =>
        this.python(`import sys, gc\nprint(${code})`, version),
      /** The size class of a request. */
      block: (bytes: number, version = this.version) => this.block(bytes, version),
      pymalloc: (version = this.version) => heaplab.versionOf(version).pymalloc,
      mib: (bytes: number) => Math.round(bytes / 2 ** 20),
      count: (number: number) => number.toLocaleString('en'),
    };
    const run = new Function(...Object.keys(scope), `return (${expression});`);
    const value = run(...Object.values(scope)) as unknown;
    return typeof value === 'number' && Math.abs(value) >= 10_000
      ? value.toLocaleString('en')
      : value;
  }

  private block(bytes: number, version: string): heaplab.SizeClass {
    const classes = this.process(version).py.sizeClasses();
    return classes.find(({ from, to }) => from <= bytes && bytes <= to)!;
  }

  /** A table: what each version prints. Neighbours that agree have one row. */
  versions(source: string): string {
    const [first = '', ...rest] = source.split('\n');
    const title = first.replace(/^#\s*/, '');
    const groups: { from: string; to: string; printed: string }[] = [];
    for (const name of CPYTHON_VERSIONS) {
      const printed = this.python(rest.join('\n'), name).split('\n').join('; ');
      const last = groups.at(-1);
      if (last?.printed === printed) last.to = name;
      else groups.push({ from: name, to: name, printed });
    }
    const label = ({ from, to }: { from: string; to: string }): string =>
      from === to ? from : `${from} to ${to}`;
    return [
      `| CPython | ${title} |`,
      '|---|---|',
      ...groups.map((group) => `| ${label(group)} | ${group.printed} |`),
    ].join('\n');
  }
}
