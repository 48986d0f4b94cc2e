import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLessons } from '../../src/grading/lessons';
import type { NotebookOutput } from '../../src/kernel/notebook';
import { readLessonNotebook } from '../../src/site/lessons';
import { Prose } from '../../src/site/markdown';
import { type AskBlock, type Block, type LessonModel, lessonModel } from '../../src/site/model';
import { outputsFile } from '../../src/site/stored';
import { ROOT } from '../support/dist';

/* The form of lessons: CONTRIBUTING.md, "Writing a lesson". */

const lessons = loadLessons().map((lesson) => {
  const notebook = readLessonNotebook(lesson.name);
  const stored = JSON.parse(readFileSync(outputsFile(lesson.name), 'utf8')) as {
    readonly cells: Readonly<Record<string, readonly NotebookOutput[]>>;
  };
  const model = lessonModel(notebook, stored.cells, lesson, new Prose((href) => href));
  const text = readFileSync(join(ROOT, 'lessons', lesson.name, 'lesson.md'), 'utf8');
  return { ...lesson, notebook, outputs: stored.cells, model, text };
});

/** All blocks in the order of the page, those under a question after it. */
function flat(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) =>
    block.kind === 'ask' ? [block, ...flat(block.under)] : [block],
  );
}

/** The words of HTML as they are read. */
function plain(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&amp;|&lt;|&gt;/g, ' ')
    .replace(/\s+/g, ' ');
}

const words = (html: string): number => plain(html).split(/\s+/).filter(Boolean).length;
const linesOf = (code: string): number =>
  code.split('\n').filter((line) => line.trim() !== '').length;

/** Lines of code that a reader of the page has in sight: of cells, of players, of stubs. */
function linesInSight(blocks: readonly Block[]): number {
  return flat(blocks).reduce((sum, block) => {
    if (block.kind === 'exercise')
      return sum + linesOf(block.source.replace(/^%%python[^\n]*\n/, ''));
    if (block.kind !== 'cell') return sum;
    if (block.folded === 'show the cell with this program')
      return sum + linesOf(/`([\s\S]*?)`/.exec(block.source)![1]!);
    return block.folded === undefined ? sum + linesOf(block.source) : sum;
  }, 0);
}

/** Words of prose: text, questions with their choices, and prompts. */
function wordsOf(blocks: readonly Block[]): number {
  return flat(blocks).reduce((sum, block) => {
    if (block.kind === 'prose') return sum + words(block.html.replace(/<pre[\s\S]*?<\/pre>/g, ''));
    if (block.kind === 'heading') return sum + words(block.html);
    if (block.kind === 'ask') return sum + words([block.ask, ...(block.options ?? [])].join(' '));
    return block.kind === 'exercise' ? sum + words(block.prompt) : sum;
  }, 0);
}

/** Section by section: the heading's title, and what follows. */
function sectionsOf({ blocks }: LessonModel): { title: string; blocks: Block[] }[] {
  const sections: { title: string; blocks: Block[] }[] = [{ title: 'Start', blocks: [] }];
  for (const block of flat(blocks)) {
    if (block.kind === 'heading') sections.push({ title: plain(block.html), blocks: [] });
    else sections.at(-1)!.blocks.push(block.kind === 'ask' ? { ...block, under: [] } : block);
  }
  return sections;
}

/** All that a page shows of a block: text, outputs, and the data of charts. */
function shownBy(block: Block, outputs: Readonly<Record<string, readonly NotebookOutput[]>>) {
  if (block.kind === 'prose' || block.kind === 'heading') return plain(block.html);
  if (block.kind === 'exercise') return `${plain(block.prompt)} ${block.source}`;
  if (block.kind === 'ask') return block.ask;
  return `${block.folded === undefined ? block.source : ''} ${JSON.stringify(outputs[block.id] ?? [])}`;
}

/** Answers that may be above their questions by chance, such as small numbers: looked at by a person. */
const REVIEWED: Readonly<Record<string, string>> = {
  '04-reference-counting/getrefcount': 'nothing above it counts references',
  '05-cyclic-gc/found': 'what is above it is about memory, not about a number of objects',
};

/** Words that an answer is known by: a number as it may be written, or the text of an option. */
function tellsOf(ask: AskBlock): RegExp {
  const number = Number(ask.measured);
  if (ask.options || Number.isNaN(number))
    return new RegExp(`\\b${ask.measured.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`, 'i');
  const forms = [ask.measured, number.toLocaleString('en'), String(Math.round(number))];
  return new RegExp(`(?<![\\d.,])(${forms.join('|')})(?![\\d]|[.,]\\d)`);
}

describe.each(lessons)('$name', ({ name, model, outputs, notebook, text, about }) => {
  test('says at the start what one can do at the end, and opens with a picture', () => {
    const opening = notebook.cells[0]!.source;
    expect(opening).toContain('**At the end you can**');
    expect(about.teaches.split(/\s+/).length).toBeLessThan(26);
    const first = model.blocks.findIndex(({ kind }) => kind === 'ask' || kind === 'heading');
    const pictures = model.blocks
      .slice(0, first)
      .filter(
        (block) => block.kind === 'cell' && /<svg|data-figure|data-player/.test(block.outputs),
      );
    // Charts are drawn when pages are built: stored is the spec.
    const charts = model.blocks
      .slice(0, first)
      .filter(
        (block) => block.kind === 'cell' && /vegalite/.test(JSON.stringify(outputs[block.id])),
      );
    expect(pictures.length + charts.length).toBeGreaterThan(0);
  });

  test('has at most a line of code in sight to twelve words, and none too long for its column', () => {
    const lines = linesInSight(model.blocks);
    expect({ lines, most: Math.floor(wordsOf(model.blocks) / 12) }).toEqual({
      lines: expect.any(Number),
      most: expect.any(Number),
    });
    expect(lines).toBeLessThanOrEqual(wordsOf(model.blocks) / 12);
    for (const block of flat(model.blocks))
      if (block.kind === 'cell' && block.folded === undefined)
        for (const line of block.source.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  });

  test('demonstrates in Python: TypeScript is in sight only under the hood, ten lines at most', () => {
    for (const { title, blocks } of sectionsOf(model)) {
      const shown = blocks.filter(
        (block) =>
          block.kind === 'cell' && block.language === 'typescript' && block.folded === undefined,
      );
      const lines = shown.reduce(
        (sum, block) => sum + linesOf((block as { source: string }).source),
        0,
      );
      expect({ title, lines }).toEqual({
        title,
        lines: title.startsWith('Under the hood') ? expect.any(Number) : 0,
      });
      expect(lines).toBeLessThanOrEqual(10);
    }
    // A notebook folds the same cells.
    for (const block of flat(model.blocks)) {
      if (block.kind !== 'cell') continue;
      const { metadata } = notebook.cells.find(({ id }) => id === block.id)!;
      const folded = block.folded !== undefined;
      expect({ id: block.id, folds: metadata.jupyter !== undefined }).toEqual({
        id: block.id,
        folds: folded,
      });
      expect(metadata.tags?.includes('hide-input') ?? false).toBe(folded);
    }
  });

  test('sections under the hood can be skipped', () => {
    const hoods = flat(model.blocks).filter(
      (block) => block.kind === 'heading' && plain(block.html).startsWith('Under the hood'),
    );
    expect(hoods.length).toBeGreaterThan(0);
    for (const block of hoods) expect(block).toMatchObject({ skip: { id: expect.any(String) } });
  });

  test('no prediction is answered above its reveal', () => {
    const all = flat(model.blocks);
    for (const [at, block] of all.entries()) {
      if (block.kind !== 'ask') continue;
      const isSmall = !block.options && Math.abs(Number(block.measured)) < 10;
      expect({ ask: block.id, isSmall }).toEqual({
        ask: block.id,
        isSmall: REVIEWED[`${name}/${block.id}`] !== undefined,
      });
      if (isSmall) continue;
      const above = all.slice(0, at).map((other) => shownBy(other, outputs));
      const tell = tellsOf(block);
      const found = above.filter((shown) => tell.test(shown.replace(block.ask, '')));
      expect({ ask: block.id, answer: block.measured, found }).toEqual({
        ask: block.id,
        answer: block.measured,
        found: [],
      });
    }
  });

  test('has a figure that the reader drives', () => {
    expect(model.figures).toBeGreaterThan(0);
  });

  test('ends in the wild: reports by repository and number, reproduced in fifteen lines', () => {
    const sections = sectionsOf(model);
    const { title, blocks } = sections.at(-2)!;
    expect([title, sections.at(-1)!.title]).toEqual(['In the wild', 'On a card']);
    const prose = blocks
      .map((block) => (block.kind === 'prose' ? plain(block.html) : ''))
      .join(' ');
    expect(prose).toMatch(/[\w-]+\/[\w-]+, (issue|pull request) \d+/);
    const code = blocks.filter(
      (block) => block.kind === 'cell' && block.folded === undefined && block.language === 'python',
    );
    expect(code.length).toBeGreaterThan(0);
    for (const cell of code)
      expect(linesOf((cell as { source: string }).source)).toBeLessThanOrEqual(15);
  });

  test('is in plain words', () => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/<!--[\s\S]*?-->/g, '');
    expect(
      prose.match(/\bstands? for\b|\bof which\b|\bgoes on with\b|\bso many\b|\bwhose\b/gi) ?? [],
    ).toEqual([]);
  });
});
