import { Random, totalPoints } from '../grading/exercise';
import type { HeapExercise } from '../grading/heap/exercise';
import type { About, Lesson } from '../grading/lessons';
import { HIDDEN } from '../grading/player-cell';
import { nbgrader } from '../grading/submission';
import type { Notebook, NotebookCell, NotebookOutput } from '../kernel/notebook';
import type { Language } from './code';
import type { Prose } from './markdown';
import { figureOf, outputsHtml, playerOf, specOf } from './outputs';

/*
 * A lesson as its page shows it: sections of blocks, made from the notebook and from what its cells
 * put out.
 */

export interface CellBlock {
  readonly kind: 'cell';
  readonly id: string;
  readonly language: Language;
  /** Without `%%python`. */
  readonly source: string;
  readonly outputs: string;
  /** Code that measures, draws or proves: what it put out is shown, the code unfolds. */
  readonly folded: string | undefined;
  /** The prediction that it answers, and what it measured. */
  readonly reveals: { readonly ask: string; readonly measured: string } | undefined;
}

export interface AskBlock {
  readonly kind: 'ask';
  readonly id: string;
  readonly cell: string;
  readonly source: string;
  readonly ask: string;
  readonly options: readonly string[] | undefined;
  readonly unit: string | undefined;
  /** What was measured: the text of an option, or a number. */
  readonly measured: string;
  /** What is covered until it is answered. */
  readonly under: readonly Block[];
}

export interface ExerciseBlock {
  readonly kind: 'exercise';
  /** Of the learner's cell: it is the address on the page too. */
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  readonly points: number;
  /** The function that is called; undefined where a program in Python is measured. */
  readonly functionName: string | undefined;
  readonly language: Language;
  /** Of a program in Python: what follows it on the visible input, for the microscope. */
  readonly visible: { readonly python: string; readonly program: string } | undefined;
  /** As the notebook has it. */
  readonly source: string;
  readonly checkId: string;
  readonly checkSource: string;
  /** How many hints there are, and whether there is a solution to show. */
  readonly hints: number;
  readonly solution: boolean;
}

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly id: string;
  readonly html: string;
  /** Of a section that can be left out: the one after it. */
  readonly skip: { readonly id: string; readonly title: string } | undefined;
}

export type Block =
  | { readonly kind: 'prose'; readonly html: string }
  | HeadingBlock
  | CellBlock
  | AskBlock
  | ExerciseBlock;

export interface LessonModel {
  readonly name: string;
  readonly number: number;
  readonly title: string;
  readonly about: About;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly blocks: readonly Block[];
  readonly points: number;
  readonly predictions: number;
  /** Programs that the reader can step. */
  readonly players: number;
  /** Figures that the reader drives. */
  readonly figures: number;
  readonly exercises: number;
}

export type Outputs = Readonly<Record<string, readonly NotebookOutput[]>>;

/** The section before the first heading. */
export const START = 'start';

export function lessonModel(
  notebook: Notebook,
  outputs: Outputs,
  lesson: Pick<Lesson, 'name' | 'about' | 'exercises'>,
  prose: Prose,
): LessonModel {
  const title = titleOf(notebook);
  const blocks = notebook.cells.flatMap((cell, i) =>
    blocksOf(cell, notebook.cells, i, outputs, lesson, prose),
  );
  const sections = [
    { id: START, title: 'Start' },
    ...blocks.flatMap((block) =>
      block.kind === 'heading' ? [{ id: block.id, title: plain(block.html) }] : [],
    ),
  ];
  const exercises = Object.values(lesson.exercises);
  const predictions = blocks.filter(({ kind }) => kind === 'ask').length;
  return {
    name: lesson.name,
    number: Number.parseInt(lesson.name, 10),
    title,
    about: lesson.about,
    sections,
    blocks: covered(blocks.map((block) => withSkip(block, sections))),
    points: predictions + exercises.reduce((sum, exercise) => sum + totalPoints(exercise), 0),
    predictions,
    players: Object.values(outputs).flat().filter(playerOf).length,
    figures: Object.values(outputs).flat().filter(figureOf).length,
    exercises: exercises.length,
  };
}

/** How the title of a section begins that shows the inside of CPython, and can be left out. */
const HOOD = /^Under the hood\b/;

function withSkip(block: Block, sections: LessonModel['sections']): Block {
  if (block.kind !== 'heading' || !HOOD.test(plain(block.html))) return block;
  const at = sections.findIndex(({ id }) => id === block.id);
  return { ...block, skip: sections[at + 1] };
}

/** The title of a notebook: its first heading. */
export function titleOf(notebook: Notebook): string {
  for (const cell of notebook.cells) {
    const heading = cell.cell_type === 'markdown' && /^#\s+(.+)$/m.exec(cell.source);
    if (heading) return heading[1]!;
  }
  return 'Heaplab';
}

/** The section that a Markdown cell begins, by the id that its cells have from it. */
export function sectionId(cell: NotebookCell): string {
  return cell.id.replace(/-\d+$/, '');
}

function plain(html: string): string {
  return html.replace(/<[^>]+>/g, '');
}

function blocksOf(
  cell: NotebookCell,
  cells: readonly NotebookCell[],
  at: number,
  outputs: Outputs,
  lesson: Pick<Lesson, 'exercises'>,
  prose: Prose,
): Block[] {
  if (cell.cell_type === 'raw' || nbgrader(cell)?.grade) return [];
  if (cell.cell_type === 'code') {
    if (nbgrader(cell)?.solution) return [exerciseBlock(cell, cells, at, lesson, prose)];
    return [codeBlock(cell, outputs)];
  }
  const follower = cells[at + 1];
  if (follower && nbgrader(follower)?.solution) return []; // An exercise's prompt.
  const heading = /^(#{1,3}) +(.+)\n*/.exec(cell.source);
  if (!heading) return [{ kind: 'prose', html: prose.html(cell.source) }];
  const rest = prose.html(cell.source.slice(heading[0].length));
  const body: Block[] = rest.trim() === '' ? [] : [{ kind: 'prose', html: rest }];
  if (heading[1] === '#') return body; // The page's own title.
  const html = prose.html(heading[2]!).replace(/<\/?p>\n?/g, '');
  return [{ kind: 'heading', id: sectionId(cell), html, skip: undefined }, ...body];
}

function codeBlock(cell: NotebookCell, outputs: Outputs): Block {
  const python = cell.source.startsWith('%%python');
  const source = python ? cell.source.replace(/^%%python[^\n]*\n/, '') : cell.source;
  const own = outputs[cell.id] ?? [];
  const question = own.map(attributesOf).find(({ ask }) => ask !== undefined);
  if (question?.ask !== undefined) {
    return {
      kind: 'ask',
      id: question.ask,
      cell: cell.id,
      source: cell.source,
      ask: question.text ?? '',
      options: question.options ? (JSON.parse(question.options) as string[]) : undefined,
      unit: question.unit,
      measured: '',
      under: [],
    };
  }
  const revealed = own.map(attributesOf).find(({ reveal }) => reveal !== undefined);
  return {
    kind: 'cell',
    id: cell.id,
    language: python ? 'python' : 'typescript',
    source,
    outputs: outputsHtml(own.filter((output) => attributesOf(output).reveal === undefined)),
    folded: foldOf(cell, source, own),
    reveals: revealed && { ask: revealed.reveal!, measured: revealed.measured! },
  };
}

/** What a cell's fold says; undefined for code that is itself what the lesson shows. */
function foldOf(
  cell: NotebookCell,
  source: string,
  outputs: readonly NotebookOutput[],
): string | undefined {
  const isHidden = cell.metadata.tags?.includes(HIDDEN.tags[0]!);
  if (cell.source.startsWith('%%python')) {
    if (!isHidden) return undefined;
    return /# shows: /.test(source) ? 'show the code that proves it' : 'show the code behind it';
  }
  if (outputs.some((output) => attributesOf(output).reveal))
    return 'show the code that measures it';
  if (outputs.some(playerOf)) return 'show the cell with this program';
  if (outputs.some(figureOf)) return 'show the cell with this figure';
  if (outputs.some((output) => specOf(output))) return 'show the code that measures and draws';
  if (outputs.length > 0) return isHidden ? 'show the code that measures' : undefined;
  if (/^import /.test(source)) return 'show the code that gets things ready';
  if (/shows\(\{/.test(source)) return 'show the code that proves it';
  return isHidden ? 'show the code behind it' : undefined;
}

/** What `predict` and `reveal` (grading/predict.ts) tell a page, as attributes of their output. */
function attributesOf(output: NotebookOutput): Record<string, string | undefined> {
  const html = 'data' in output ? output.data['text/html'] : undefined;
  const tag =
    typeof html === 'string'
      ? /^<div class="heaplab-predict"([^>]*)>([\s\S]*)<\/div>$/.exec(html)
      : null;
  if (!tag) return {};
  const attributes = [...tag[1]!.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, key, value]) => [
    key!,
    unescaped(value!),
  ]);
  const [about = ''] = tag[2]!.replace(/^<strong>.*?<\/strong> /, '').split('<br>');
  return { ...Object.fromEntries(attributes), text: unescaped(about) };
}

function unescaped(html: string): string {
  return html
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function exerciseBlock(
  cell: NotebookCell,
  cells: readonly NotebookCell[],
  at: number,
  { exercises }: Pick<Lesson, 'exercises'>,
  prose: Prose,
): ExerciseBlock {
  const exercise = Object.values(exercises).find(({ id }) => id === cell.id)!;
  const prompt = cells[at - 1]!;
  const check = cells[at + 1]!;
  const [, heading = exercise.title] = /^#+ +(.+)$/m.exec(prompt.source) ?? [];
  const title = heading.replace(/^Exercise \d+: /, '');
  return {
    kind: 'exercise',
    id: cell.id,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    prompt: prose.html(
      prompt.source.replace(/^#+ +.+$/m, '').replace(/\n\*\d+ points\.\*\s*$/, ''),
    ),
    points: totalPoints(exercise),
    functionName: exercise.kind === 'heap' ? undefined : exercise.functionName,
    language: exercise.kind === 'heap' ? 'python' : 'typescript',
    visible: exercise.kind === 'heap' ? visibleRun(exercise) : undefined,
    source: cell.source,
    checkId: check.id,
    checkSource: check.source,
    hints: exercise.hints?.length ?? 0,
    solution: exercise.reason !== undefined,
  };
}

/** What the check cell does with a learner's program, as a program. */
function visibleRun({ version, example }: HeapExercise): ExerciseBlock['visible'] {
  const { before = '', steps } = example(new Random(1));
  const lines = steps.flatMap((step) => ('python' in step ? [step.python] : []));
  return { python: version, program: [before, ...lines].join('\n').trim() };
}

/**
 * Puts what a question covers under it: all that follows, to the end of the section in which the
 * measurement stands.
 */
function covered(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind !== 'ask') {
      result.push(block);
      continue;
    }
    const revealed = blocks.findIndex(
      (other) => other.kind === 'cell' && other.reveals?.ask === block.id,
    );
    const measured = (blocks[revealed] as CellBlock | undefined)?.reveals?.measured;
    if (revealed < i || measured === undefined)
      throw new Error(`no cell reveals the prediction ${block.id}`);
    let end = revealed + 1;
    while (end < blocks.length && blocks[end]!.kind !== 'heading') end++;
    result.push({ ...block, measured, under: covered(blocks.slice(i + 1, end)) });
    i = end - 1;
  }
  return result;
}
