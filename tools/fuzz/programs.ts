import { DEFINITIONS } from './definitions';
import { CLASSES } from './kinds/classes';
import { CONTAINERS } from './kinds/containers';
import { FLOW } from './kinds/flow';
import type { Kind, Parts } from './kinds/kind';
import { MEMORY } from './kinds/memory';
import { OBJECTS } from './kinds/objects';
import { Random } from './random';

const KINDS: readonly Kind[] = [...OBJECTS, ...CONTAINERS, ...FLOW, ...CLASSES, ...MEMORY];
const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** How every program begins: with what the first collection finds. */
const HEAD = `import gc, sys
gc.disable(); print("first", gc.collect())
import weakref
`;
const VARIABLES = `a, b, c, d, e = [1], {"k": 2}, (3, [4]), {5, 6}, "text" * 3
keep = []
gc.collect()
`;

/**
 * Random Python programs about memory, for comparing the simulator with real interpreters: objects made,
 * shared, dropped; reference counts, sizes, reused addresses, collections, finalizers, traced lines.
 *
 * Programs are made of statements that always run, so that any of them can be left out when a difference
 * is narrowed down.
 */
class ProgramMaker implements Parts {
  x = 'a';
  y = 'b';

  constructor(private readonly random: Random) {}

  readonly n = (below: number): number => this.random.below(below);
  readonly one = (...of: string[]): string => this.random.pick(of);

  /** A value that an expression makes. */
  readonly value = (depth = 1): string => {
    const { random } = this;
    const name = (): string => random.pick(NAMES);
    const inner = (): string => (depth > 1 ? name() : this.value(depth + 1));
    return random.pick([
      name,
      () => `[${inner()}, ${inner()}]`,
      () => `(${inner()}, ${this.n(2000)})`,
      () => `{"k": ${inner()}, ${this.n(9)}: ${inner()}}`,
      () => `N("${this.n(100)}")`,
      () => 'P()',
      () => `Q(${inner()})`,
      () => `[i * ${this.n(9)} for i in range(${this.n(40)})]`,
      () => `{str(i): i for i in range(${this.n(30)})}`,
      () => `set(range(${this.n(40)}))`,
      () => `frozenset((1, ${this.n(9)}))`,
      () => `tuple([${inner()}])`,
      () => `list((${inner()}, ${inner()}))`,
      () => `"x" * ${2 + this.n(90)}`,
      () => `${this.n(10000)} * 1.5`,
      // Large enough to be nobody else's.
      () => `2 ** ${40 + this.n(80)}`,
      () => `wrap(${inner()}, ${inner()}, z=${inner()})`,
      () => `ident(${inner()})`,
      () => `bytearray(${this.n(60)})`,
      () => `dict(x=${inner()})`,
      () => 'L()',
      () => `iter([${inner()}])`,
      () => `(lambda v=${inner()}: v)`,
      () => `slice(${inner()}, ${this.n(9)})`,
      () => `(v for v in [${inner()}])`,
      () => `Q(${inner()}).method`,
    ])();
  };

  statement(): string {
    this.x = this.random.pick(NAMES);
    this.y = this.random.pick(NAMES);
    return this.random.pick(KINDS)(this);
  }
}

/** A program's statements, each one or several lines. */
export function memoryStatements(seed: number, length: number): string[] {
  const maker = new ProgramMaker(new Random(seed));
  return Array.from({ length }, () => maker.statement());
}

/** The program of some statements, with the definitions that they use. */
export function memoryProgram(statements: readonly string[]): string {
  const used = new Set<string>();
  let text = statements.join('\n');
  for (const [name, definition] of Object.entries(DEFINITIONS).reverse()) {
    if (!new RegExp(`(?<!\\.)\\b${name}\\b`).test(text)) continue;
    used.add(name);
    text = `${definition}\n${text}`;
  }
  const definitions = Object.keys(DEFINITIONS).filter((name) => used.has(name));
  return `${HEAD}${definitions.map((name) => `${DEFINITIONS[name]}\n`).join('')}${VARIABLES}${statements.join('\n')}\nprint("end")\n`;
}
