import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { type About, loadLessons } from '../grading/lessons';
import { nbgrader } from '../grading/submission';
import { runNotebook } from '../kernel/headless';
import { formatNotebook, type Notebook, type NotebookCell, readNotebook } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';
import { Line } from './line';
import { glossaryPage, indexPage, lessonPage, searchEntries, titleOf, waitingPage } from './render';

export interface SiteLesson {
  readonly name: string;
  readonly title: string;
  readonly about: About;
  /** As shipped, without outputs. */
  readonly source: Notebook;
}

export interface BuildOptions {
  /** Whether a server stands behind the pages, which runs their cells. */
  readonly served?: boolean;
  readonly signal?: AbortSignal;
  onLesson?(lesson: string, failures: readonly { readonly cell: NotebookCell }[]): void;
}

export const NOTEBOOKS: string = join(PACKAGE_ROOT, 'notebooks');

/**
 * The pages of all lessons. Those that show no results are there at once; a lesson's, for which its
 * notebook runs, when it is first asked for.
 */
export class Site {
  readonly lessons: readonly SiteLesson[];
  private readonly pages = new Map<string, Promise<void>>();
  private readonly making = new Line({ atOnce: Math.min(4, availableParallelism()) });
  /** Of pages that are to be made: how many of their cells have run. */
  private readonly cells = new Map<string, { readonly done: number; readonly total: number }>();

  constructor(
    private readonly out: string,
    private readonly options: BuildOptions = {},
  ) {
    mkdirSync(join(out, 'lessons'), { recursive: true });
    mkdirSync(join(out, 'notebooks'), { recursive: true });
    copyAssets(join(out, 'assets'));
    this.lessons = loadLessons().map(({ name, about }) => {
      const source = readNotebook(join(NOTEBOOKS, `${name}.ipynb`));
      return { name, title: titleOf(source), about, source };
    });
    for (const { name, source } of this.lessons) {
      writeFileSync(join(out, 'notebooks', `${name}.ipynb`), formatNotebook(source));
    }
    writeFileSync(join(out, 'index.html'), indexPage(this.lessons));
    const glossary = readFileSync(join(PACKAGE_ROOT, 'lessons', 'GLOSSARY.md'), 'utf8');
    writeFileSync(join(out, 'lessons', 'GLOSSARY.html'), glossaryPage(glossary));
    writeFileSync(
      join(out, 'assets', 'search.json'),
      JSON.stringify(searchEntries(this.lessons, glossary)),
    );
  }

  /** Resolves when a lesson's page is there, or the signal has stopped the work. */
  page(name: string): Promise<void> {
    const lesson = this.lessons.find((candidate) => candidate.name === name);
    if (!lesson) return Promise.resolve();
    const made = this.pages.get(name) ?? this.make(lesson);
    this.pages.set(name, made);
    return made;
  }

  /** A page that says how far a lesson's own page is; undefined when none is being made. */
  waiting(name: string): string | undefined {
    const cells = this.cells.get(name);
    const lesson = this.lessons.find((candidate) => candidate.name === name);
    return cells && lesson && waitingPage(lesson.title, cells);
  }

  /** Makes the page that a reader of this one is likely to ask for next; '' is the index. */
  ahead(name: string): void {
    const next = this.lessons[this.lessons.findIndex((lesson) => lesson.name === name) + 1];
    // Who asks for it is told what went wrong.
    if (next) this.page(next.name).catch(() => {});
  }

  /** Makes every page, as many at once as there are cores. */
  async all(): Promise<void> {
    await Promise.all(this.lessons.map(({ name }) => this.page(name)));
  }

  /** Resolves when no page is being made. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.pages.values());
  }

  private make(lesson: SiteLesson): Promise<void> {
    this.cells.set(lesson.name, { done: 0, total: lesson.source.cells.length });
    return this.making.run(() => this.write(lesson)).finally(() => this.cells.delete(lesson.name));
  }

  private async write({ name, source }: SiteLesson): Promise<void> {
    const { options, out } = this;
    if (options.signal?.aborted) return;
    const result = await runNotebook(structuredClone(source), {
      folder: out,
      allowErrors: true,
      ...(options.signal && { signal: options.signal }),
      onCell: ({ phase, index, total }) => {
        if (phase === 'end') this.cells.set(name, { done: index + 1, total });
      },
    });
    if (result.interrupted) return;
    // That a stub is not solved yet is no news to its reader.
    for (const cell of result.notebook.cells) if (nbgrader(cell)?.grade) cell.outputs = [];
    const page = lessonPage(result.notebook, {
      lesson: name,
      lessons: this.lessons,
      served: options.served ?? false,
    });
    writeFileSync(join(out, 'lessons', `${name}.html`), page);
    options.onLesson?.(name, result.failures);
  }
}

function copyAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['vega', 'vega-lite', 'vega-embed']) {
    const build = dirname(require.resolve(name));
    copyFileSync(join(build, `${name}.min.js`), join(folder, `${name}.min.js`));
  }
  const own = join(PACKAGE_ROOT, 'assets');
  for (const name of ['page.js', 'predict.js', 'page.css', 'search.js'])
    copyFileSync(join(own, 'site', name), join(folder, name));
  copyFileSync(join(PACKAGE_ROOT, 'dist', 'highlight.js'), join(folder, 'highlight.js'));
  copyFileSync(join(own, 'kernel', 'logo-svg.svg'), join(folder, 'logo.svg'));
}
