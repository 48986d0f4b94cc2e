import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Notebook, NotebookCell } from '../kernel/notebook';
import { examplesOf, Random, totalPoints } from './exercise';
import { headingId } from './heading-id';
import { asCell } from './heap/cell';
import type { HeapExercise } from './heap/exercise';
import { promptWithRecord } from './heap/record';
import type { AnyExercise, FunctionExercise, Lesson } from './lessons';
import { checksum, type NbgraderCell } from './nbgrader';
import { figureCell, HIDDEN, playerCell } from './player-cell';
import { type Claim, Measure, provenBy, takeClaims } from './prose';

/*
 * A lesson's Markdown as a notebook. Prose becomes Markdown cells, each fence marked `python` or `ts` a code cell
 * (`fold` behind it folds the cell), one marked `player` a program that can be stepped, and one marked `figure` a
 * picture that the reader drives; `<!-- exercise: NAME -->` puts in the exercise of that folder: its prompt, the
 * learner's cell and the check cell, with nbgrader's metadata (schema 3).
 */

const EXERCISE = /^<!-- exercise: ([\w-]+) -->$/;

/** A lesson that cannot be built; the message names the file and the line. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
}

/** A claim of a lesson, and the cell that proves it. */
export interface ProvenClaim extends Claim {
  readonly cell: string;
}

export interface BuiltLesson {
  readonly notebook: Notebook;
  readonly claims: readonly ProvenClaim[];
}

/** Builds the notebook of the lesson in `folder`. @throws LessonError */
export function buildLesson(folder: string, lesson: Lesson): BuiltLesson {
  const text = readFileSync(join(folder, 'lesson.md'), 'utf8');
  const builder = new CellBuilder();
  const measure = new Measure(lesson.about.python);
  const claimed = new OpenClaims(lesson.name);
  const used = new Set<string>();
  for (const part of parts(text)) {
    if (part.type === 'code' || part.type === 'python') {
      const source = part.type === 'python' ? `%%python\n${part.text}` : part.text;
      const folded = part.options === FOLD ? HIDDEN : {};
      claimed.code(source, builder.code(source, undefined, folded));
    } else if (part.type === 'player') {
      builder.code(playerCell(part.text, part.options ?? ''), undefined, HIDDEN);
    } else if (part.type === 'figure') {
      builder.code(figureCell(part.text, part.options ?? ''), undefined, HIDDEN);
    } else if (part.type === 'versions') builder.markdown(measure.versions(part.text));
    else if (part.type === 'prose') {
      if (/^#{1,6} /.test(part.text)) claimed.heading();
      const { text, claims } = takeClaims(part.text);
      claimed.stated(claims.map((claim) => ({ ...claim, text: measure.fill(claim.text) })));
      const isOpening = text.startsWith('# ');
      builder.markdown(measure.fill(text) + (isOpening ? `\n\n${goalOf(lesson)}` : ''));
    } else {
      const exercise = lesson.exercises[part.text];
      if (!exercise) throw new LessonError(`${lesson.name}: no exercise ${part.text}`);
      used.add(part.text);
      addExercise(builder, join(folder, 'exercises', part.text), exercise, lesson.variant);
    }
  }
  const unused = Object.keys(lesson.exercises).filter((name) => !used.has(name));
  if (unused.length > 0) throw new LessonError(`${lesson.name} does not use ${unused.join(', ')}`);
  claimed.heading();
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: 'TypeScript (Heaplab)', language: 'typescript', name: 'heaplab' },
      language_info: { name: 'typescript' },
      heaplab: { lesson: lesson.name, ...(lesson.variant ? { variant: lesson.variant } : {}) },
    },
    cells: builder.cells,
  };
  return { notebook, claims: claimed.proven };
}

/** What follows a fence's first word when its cell is folded. */
const FOLD = 'fold';

/** What a reader can do at the end, as the last words of the opening. */
function goalOf({ about: { teaches } }: Lesson): string {
  return `**At the end you can** ${teaches.charAt(0).toLowerCase()}${teaches.slice(1)}`;
}

/** Keeps the claims of a lesson until a cell proves them; a heading must not come before. */
class OpenClaims {
  readonly proven: ProvenClaim[] = [];
  private open: Claim[] = [];

  constructor(private readonly lesson: string) {}

  stated(claims: readonly Claim[]): void {
    this.open.push(...claims);
  }

  code(source: string, cell: string): void {
    const ids = provenBy(source);
    const unproven = this.open.filter(({ id }) => !ids.includes(id));
    if (unproven.length > 0) this.fail(unproven[0]!, `the cell ${cell} after it does not prove it`);
    const stray = ids.find((id) => !this.open.some((claim) => claim.id === id));
    if (stray)
      throw new LessonError(`${this.lesson}: ${cell} proves ${stray}, which is not claimed`);
    this.proven.push(...this.open.map((claim) => ({ ...claim, cell })));
    this.open = [];
  }

  heading(): void {
    if (this.open.length > 0) this.fail(this.open[0]!, 'no cell comes before the next heading');
  }

  private fail({ id }: Claim, why: string): never {
    throw new LessonError(`${this.lesson}: the claim ${id} is not proved: ${why}`);
  }
}

interface Part {
  readonly type: 'prose' | 'code' | 'python' | 'player' | 'figure' | 'versions' | 'exercise';
  readonly text: string;
  /** What follows the fence's first word. */
  readonly options?: string;
}

/** What the fences of a lesson mean; others are shown as they are. */
const CELLS: Readonly<Record<string, Part['type']>> = {
  ts: 'code',
  python: 'python',
  player: 'player',
  figure: 'figure',
  versions: 'versions',
};

/** The words that may follow a fence's first one. */
function takes(cell: Part['type'], options: string): boolean {
  if (cell === 'player' || cell === 'figure' || options === '') return true;
  return options === FOLD && (cell === 'code' || cell === 'python');
}

/** Splits a lesson at its fences, its exercises and its headings. */
function parts(text: string): Part[] {
  const lines = text.split('\n');
  const result: Part[] = [];
  let from = 0;
  const prose = (to: number): void => {
    const body = lines.slice(from, to).join('\n').trim();
    if (body !== '') result.push({ type: 'prose', text: body });
  };
  for (const token of new MarkdownIt({ html: true }).parse(text, {})) {
    const [start, end] = token.map ?? [0, 0];
    const [, word = '', options = ''] = /^(\S*)\s*(.*)$/.exec(token.info.trim()) ?? [];
    const cell = token.type === 'fence' ? CELLS[word] : undefined;
    if (cell && takes(cell, options)) {
      prose(start);
      result.push({ type: cell, text: token.content.trimEnd(), options });
    } else if (token.type === 'html_block' && EXERCISE.test(token.content.trim())) {
      prose(start);
      result.push({ type: 'exercise', text: EXERCISE.exec(token.content.trim())![1]! });
    } else if (token.type === 'heading_open' && token.level === 0) {
      prose(start);
      from = start;
      continue;
    } else continue;
    from = end;
  }
  prose(lines.length);
  return result;
}

/** Collects cells; their ids come from the heading above them, so that they stay when others move. */
class CellBuilder {
  readonly cells: NotebookCell[] = [];
  private section = 'start';
  private inSection = 0;

  /** A heading may end with ` {#id}`: then a new wording keeps the address, and its cells their ids. */
  markdown(text: string): void {
    const heading = /^#{1,6} +(.+?)(?: +\{#([a-z0-9-]+)\})?$/m.exec(text);
    let source = text;
    if (heading && text.startsWith('#')) {
      const [line, title, id] = heading;
      if (id !== undefined) source = text.replace(line, line.replace(/ +\{#[a-z0-9-]+\}$/, ''));
      this.section = id ?? headingId(title!);
      this.inSection = 0;
    }
    this.cells.push({ id: this.nextId(), cell_type: 'markdown', source, metadata: {} });
  }

  /** @returns its id */
  code(source: string, id = this.nextId(), metadata: NotebookCell['metadata'] = {}): string {
    this.cells.push({
      id,
      cell_type: 'code',
      source,
      metadata,
      outputs: [],
      execution_count: null,
    });
    return id;
  }

  private nextId(): string {
    return `${this.section}-${this.inSection++}`;
  }
}

/** An exercise's file as the source of a cell: no exports, and `heaplab` by its name. */
export function cellSource(file: string): string {
  return file.replace(/^export /gm, '').replace(/from '[./]+\/src'/g, "from 'heaplab'");
}

function addExercise(
  builder: CellBuilder,
  folder: string,
  exercise: AnyExercise,
  variant: number,
): void {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').trim();
  const points = totalPoints(exercise);
  const prompt =
    exercise.kind === 'heap'
      ? promptWithRecord(read('prompt.md'), exercise, variant)
      : read('prompt.md');
  builder.markdown(`${prompt}\n\n*${points} points.*`);
  const stub =
    exercise.kind === 'heap'
      ? asCell(exercise.id, exercise.version, read('stub.py'))
      : cellSource(read('stub.ts'));
  builder.code(stub, exercise.id, {
    nbgrader: withChecksum(stub, {
      schema_version: 3,
      grade_id: exercise.id,
      grade: false,
      locked: false,
      solution: true,
      task: false,
      cell_type: 'code',
    }),
  });
  const test = checkSource(exercise, variant);
  builder.code(test, `${exercise.id}-check`, {
    // An exercise that is not solved yet does not stop a run of the notebook.
    tags: ['raises-exception'],
    nbgrader: withChecksum(test, {
      schema_version: 3,
      grade_id: `${exercise.id}-check`,
      grade: true,
      locked: true,
      solution: false,
      task: false,
      points,
      cell_type: 'code',
    }),
  });
}

/** The check cell of an exercise, with the numbers of a variant. */
export function checkSource(exercise: AnyExercise, variant: number): string {
  return exercise.kind === 'heap' ? heapCell(exercise, variant) : checkCell(exercise, variant);
}

/** The cell that tries the examples: visible code, with nothing hidden in it. */
function checkCell(exercise: FunctionExercise, variant: number): string {
  const { functionName, solution } = exercise;
  const lines = examplesOf(exercise, variant).map(({ args, about }) => {
    const want = literal(solution(...structuredClone(args)));
    return `  { args: ${literal(args)}, want: ${want}, about: ${JSON.stringify(about)} },`;
  });
  return [
    "import { check } from 'heaplab';",
    `check('${functionName}', ${functionName}, [`,
    ...lines,
    ']);',
  ].join('\n');
}

/** The same of an exercise in Python: what is done and what is asked, as data. */
function heapCell({ id, names, example }: HeapExercise, variant: number): string {
  const { steps, bounds, ...rest } = example(new Random(variant + 1));
  const lines = (items: readonly unknown[]): string =>
    items.map((item) => `    ${literal(item)},\n`).join('');
  return [
    "import { checkHeap } from 'heaplab';",
    `checkHeap('${id}', {`,
    `  names: ${literal(names)},`,
    ...Object.entries(rest).map(([key, value]) => `  ${key}: ${literal(value)},`),
    `  steps: [\n${lines(steps)}  ],`,
    `  bounds: [\n${lines(bounds)}  ],`,
    '});',
  ].join('\n');
}

/** A value as TypeScript, with room between its parts; what is inside of strings stays as it is. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /"((?:[^"\\]|\\.)*)"(:?)|,/g,
    (part, text: string | undefined, colon: string) => {
      if (text === undefined) return ', ';
      return colon && /^\w+$/.test(text) ? `${text}: ` : part;
    },
  );
}

function withChecksum(source: string, meta: NbgraderCell): NbgraderCell & { checksum: string } {
  return { ...meta, checksum: checksum(source, meta) };
}
