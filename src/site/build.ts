import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { type About, loadLessons } from '../grading/lessons';
import { type CellEvent, runNotebook } from '../kernel/headless';
import { formatNotebook, type Notebook, type NotebookCell, readNotebook } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';
import { glossaryPage, indexPage, lessonPage, searchEntries, titleOf } from './render';

export interface SiteLesson {
  readonly name: string;
  readonly title: string;
  readonly about: About;
  /** As shipped, without outputs. */
  readonly source: Notebook;
}

export interface BuildOptions {
  readonly token?: string;
  readonly signal?: AbortSignal;
  onCell?(lesson: string, event: CellEvent): void;
  onLesson?(lesson: string, failures: readonly { readonly cell: NotebookCell }[]): void;
}

export const NOTEBOOKS: string = join(PACKAGE_ROOT, 'notebooks');

/** The pages of all lessons. Those that show no results are there at once, the others one by one. */
export class Site {
  readonly lessons: readonly SiteLesson[];
  private readonly queue: SiteLesson[];
  /** Pages that are made out of turn. */
  private readonly asked: Promise<void>[] = [];
  private readonly pages = new Map<string, { promise: Promise<void>; done: () => void }>();
  /** Resolves when every page is there, or the signal has stopped the work. */
  readonly finished: Promise<void>;

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
      let done = (): void => {};
      const promise = new Promise<void>((resolve) => {
        done = resolve;
      });
      this.pages.set(name, { promise, done });
    }
    writeFileSync(join(out, 'index.html'), indexPage(this.lessons));
    const glossary = readFileSync(join(PACKAGE_ROOT, 'lessons', 'GLOSSARY.md'), 'utf8');
    writeFileSync(join(out, 'lessons', 'GLOSSARY.html'), glossaryPage(glossary));
    writeFileSync(
      join(out, 'assets', 'search.json'),
      JSON.stringify(searchEntries(this.lessons, glossary)),
    );
    this.queue = [...this.lessons];
    const workers = Math.max(1, Math.min(4, availableParallelism()));
    this.finished = Promise.all(Array.from({ length: workers }, () => this.work()))
      .then(() => Promise.all(this.asked))
      .then(() => {});
  }

  /** Resolves when a lesson's page is there; one that waits for its turn is begun at once. */
  whenReady(name: string): Promise<void> {
    const at = this.queue.findIndex((lesson) => lesson.name === name);
    const asked = at < 0 ? undefined : this.queue.splice(at, 1)[0];
    if (asked) this.asked.push(this.make(asked));
    return this.pages.get(name)?.promise ?? Promise.resolve();
  }

  private async work(): Promise<void> {
    const { signal } = this.options;
    for (let lesson = this.queue.shift(); lesson; lesson = this.queue.shift()) {
      if (signal?.aborted) return;
      await this.make(lesson);
    }
  }

  private async make({ name, source }: SiteLesson): Promise<void> {
    const { options, out } = this;
    const result = await runNotebook(structuredClone(source), {
      folder: out,
      allowErrors: true,
      ...(options.signal && { signal: options.signal }),
      onCell: (event) => options.onCell?.(name, event),
    });
    if (result.interrupted) return;
    const page = lessonPage(result.notebook, {
      lesson: name,
      lessons: this.lessons,
      ...(options.token !== undefined && { token: options.token }),
    });
    writeFileSync(join(out, 'lessons', `${name}.html`), page);
    this.pages.get(name)!.done();
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
  for (const name of ['page.js', 'page.css', 'search.js'])
    copyFileSync(join(own, 'site', name), join(folder, name));
  copyFileSync(join(PACKAGE_ROOT, 'dist', 'highlight.js'), join(folder, 'highlight.js'));
  copyFileSync(join(own, 'kernel', 'logo-svg.svg'), join(folder, 'logo.svg'));
}
