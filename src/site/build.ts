import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CellEvent, runNotebook } from '../kernel/headless';
import { type Notebook, type NotebookCell, readNotebook } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';
import { indexPage, lessonPage, titleOf } from './render';

export interface SiteLesson {
  readonly name: string;
  readonly title: string;
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

/** Runs every notebook through the kernel and writes its page; returns the lessons. */
export async function buildSite(out: string, options: BuildOptions = {}): Promise<SiteLesson[]> {
  mkdirSync(join(out, 'lessons'), { recursive: true });
  copyAssets(join(out, 'assets'));
  const lessons: SiteLesson[] = [];
  const names = readdirSync(NOTEBOOKS)
    .filter((file) => file.endsWith('.ipynb'))
    .sort();
  for (const name of names.map((file) => file.slice(0, -'.ipynb'.length))) {
    const source = readNotebook(join(NOTEBOOKS, `${name}.ipynb`));
    const result = await runNotebook(source, {
      folder: out,
      allowErrors: true,
      ...(options.signal && { signal: options.signal }),
      onCell: (event) => options.onCell?.(name, event),
    });
    if (result.interrupted) break;
    options.onLesson?.(name, result.failures);
    const page = lessonPage(result.notebook, {
      lesson: name,
      ...(options.token !== undefined && { token: options.token }),
    });
    writeFileSync(join(out, 'lessons', `${name}.html`), page);
    lessons.push({ name, title: titleOf(source), source });
  }
  writeFileSync(join(out, 'index.html'), indexPage(lessons));
  return lessons;
}

function copyAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['vega', 'vega-lite', 'vega-embed']) {
    const build = dirname(require.resolve(name));
    copyFileSync(join(build, `${name}.min.js`), join(folder, `${name}.min.js`));
  }
  const own = join(PACKAGE_ROOT, 'assets');
  copyFileSync(join(own, 'site', 'page.js'), join(folder, 'page.js'));
  copyFileSync(join(own, 'site', 'page.css'), join(folder, 'page.css'));
  copyFileSync(join(PACKAGE_ROOT, 'dist', 'highlight.js'), join(folder, 'highlight.js'));
  copyFileSync(join(own, 'kernel', 'logo-svg.svg'), join(folder, 'logo.svg'));
}
