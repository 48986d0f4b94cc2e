import MarkdownIt from 'markdown-it';
import { VEGALITE_MIME } from '../charts';
import { escapeHtml } from '../charts/html';
import type { About } from '../grading/lessons';
import {
  joinLines,
  type Notebook,
  type NotebookCell,
  type NotebookOutput,
} from '../kernel/notebook';
import { CPYTHON_VERSIONS } from '../versions';
import { heaplabHighlight } from './highlight';

/*
 * An executed notebook as a web page. Charts are drawn by vega-embed from their spec (page.js); the
 * SVG stands there until then, and where scripts do not run.
 */

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** JSON that can stand in a script element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

function text(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? joinLines(value as string) : '';
}

function outputHtml(output: NotebookOutput): string {
  switch (output.output_type) {
    case 'stream':
      return `<pre class="stream ${output.name}" tabindex="0">${escapeHtml(joinLines(output.text))}</pre>`;
    case 'error':
      return `<pre class="error" tabindex="0">${escapeHtml(output.traceback.join('\n') || `${output.ename}: ${output.evalue}`)}</pre>`;
    default:
      return bundleHtml(output.data);
  }
}

/** The richest form of a MIME bundle that a page can show. */
function bundleHtml(data: Readonly<Record<string, unknown>>): string {
  const svg = text(data['image/svg+xml']);
  const spec = data[VEGALITE_MIME];
  if (spec) {
    return (
      `<figure class="chart"><div class="picture" role="img" aria-label="${escapeHtml(descriptionOf(spec))}">${svg}</div>` +
      `<script type="application/json">${scriptJson(spec)}</script></figure>`
    );
  }
  const html = text(data['text/html']);
  if (html) return `<div class="html">${html}</div>`;
  if (svg) return `<figure class="chart">${svg}</figure>`;
  const png = text(data['image/png']);
  if (png) return `<img alt="" src="data:image/png;base64,${png.replace(/\s/g, '')}">`;
  const md = text(data['text/markdown']);
  if (md) return markdown.render(md);
  return `<pre class="result" tabindex="0">${escapeHtml(text(data['text/plain']))}</pre>`;
}

/** What a chart says of itself, for those who do not see it. */
function descriptionOf(spec: unknown): string {
  const { description } = spec as { description?: unknown };
  return typeof description === 'string' ? description : 'a chart';
}

/** The outputs of a cell as HTML. */
export function outputsHtml(outputs: readonly NotebookOutput[]): string {
  return outputs.map(outputHtml).join('\n');
}

/** Headings get ids, so that the search can link to them; links to notebooks go to their pages. */
function proseHtml(source: string): string {
  return markdown
    .render(source)
    .replace(/<h([1-6])>(.*?)<\/h\1>/g, (_, level, text: string) => {
      const id = slug(text.replace(/<[^>]+>/g, ''));
      return `<h${level} id="${id}">${text}</h${level}>`;
    })
    .replace(/href="([\w-]+)\.ipynb"/g, 'href="$1.html"')
    .replace('href="../lessons/GLOSSARY.md"', 'href="GLOSSARY.html"')
    .replace(/<table>/g, '<div class="scroll" tabindex="0" role="group" aria-label="table"><table>')
    .replace(/<\/table>/g, '</table></div>');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/&[a-z]+;/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function cellHtml(cell: NotebookCell): string {
  if (cell.cell_type === 'markdown')
    return `<section class="prose">${proseHtml(cell.source)}</section>`;
  if (cell.cell_type === 'raw') return '';
  const nbgrader = cell.metadata.nbgrader as { solution?: boolean; grade?: boolean } | undefined;
  const kind = nbgrader?.solution ? 'exercise' : nbgrader?.grade ? 'check' : 'demo';
  const code = heaplabHighlight(cell.source);
  return `<section class="cell ${kind}" data-id="${escapeHtml(cell.id)}">
<div class="input"><span class="count">${cell.execution_count ?? ' '}</span>
<div class="editor"><pre class="code" aria-hidden="true"><code class="hljs">${code}\n</code></pre>
<textarea spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="code of cell ${escapeHtml(cell.id)}">${escapeHtml(cell.source)}</textarea></div>
<button type="button" class="run" title="Run this cell (Shift+Enter)">Run</button></div>
<div class="output" aria-live="polite">${outputsHtml(cell.outputs ?? [])}</div>
</section>`;
}

/** A lesson as pages name it. */
interface ListedLesson {
  readonly name: string;
  readonly title: string;
  readonly about: About;
}

export interface PageOptions {
  readonly lesson: string;
  /** All lessons, in order: for the way to the next. */
  readonly lessons?: readonly ListedLesson[];
  /** Whether a server runs the cells; else the page only shows. */
  readonly served?: boolean;
}

/** The title of a notebook: its first heading. */
export function titleOf(notebook: Notebook): string {
  for (const cell of notebook.cells) {
    const heading = cell.cell_type === 'markdown' && /^#\s+(.+)$/m.exec(cell.source);
    if (heading) return heading[1]!;
  }
  return 'Heaplab';
}

function shell(title: string, body: string, root: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Heaplab</title>
<link rel="icon" href="${root}assets/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}assets/page.css">${head}
</head>
<body>
${body}
</body>
</html>
`;
}

/** Links to the neighbours of a lesson. */
function neighbours(lesson: string, lessons: readonly ListedLesson[]): string {
  const at = lessons.findIndex(({ name }) => name === lesson);
  const link = (to: ListedLesson | undefined, rel: string, mark: string): string =>
    to
      ? `<a rel="${rel}" href="${to.name}.html">${mark}${escapeHtml(to.title)}</a>`
      : '<span></span>';
  return `<nav class="neighbours" aria-label="lessons">${link(lessons[at - 1], 'prev', '← ')}${link(lessons[at + 1], 'next', 'next: ')}</nav>`;
}

/** How a reader takes the lesson along. */
function takeAlong(lesson: string): string {
  return `<p class="take">To have it in Jupyter: <a href="../notebooks/${lesson}.ipynb" download>download the notebook</a>, then
<code>heaplab kernel install --user &amp;&amp; jupyter lab ${lesson}.ipynb</code></p>`;
}

/** The page of one lesson. */
export function lessonPage(
  notebook: Notebook,
  { lesson, lessons = [], served = false }: PageOptions,
): string {
  const tools = `<div class="tools"><button type="button" id="run-all">Run all</button>
<button type="button" id="stop">Stop</button>
<button type="button" id="restart" title="Forget all variables">Restart</button>
<label>Python <select id="version">${CPYTHON_VERSIONS.map((name) => `<option>${name}</option>`).join('')}</select></label>
<button type="button" id="grade">Grade my exercises</button>
<button type="button" id="download">Download notebook</button>
<button type="button" id="reset" title="Bring back the lesson's own code">Reset code</button>
<span id="status" role="status"></span></div>`;
  const name = escapeHtml(lesson);
  const body = `<header><a href="../index.html">Heaplab</a>${served ? tools : ''}</header>
<main data-lesson="${name}"${served ? ' data-served' : ''}>
${takeAlong(name)}
${notebook.cells.map(cellHtml).join('\n')}
<section id="grades" aria-live="polite"></section>
${neighbours(lesson, lessons)}
</main>
<script src="../assets/vega.min.js"></script>
<script src="../assets/vega-lite.min.js"></script>
<script src="../assets/vega-embed.min.js"></script>
<script src="../assets/highlight.js"></script>
<script src="../assets/predict.js"></script>
<script src="../assets/page.js"></script>`;
  return shell(titleOf(notebook), body, '../');
}

/** What stands in a lesson's place while its cells run; it asks again every second. */
export function waitingPage(
  title: string,
  { done, total }: { readonly done: number; readonly total: number },
): string {
  const body = `<header><a href="../index.html">Heaplab</a></header>
<main><h1>${escapeHtml(title)}</h1>
<p><label>The lesson's cells run for the first time: ${done} of ${total}.
<progress value="${done}" max="${total}"></progress></label></p></main>`;
  return shell(title, body, '../', '\n<meta http-equiv="refresh" content="1">');
}

/** The list of lessons: what each teaches, how long it takes, what comes before it. */
export function indexPage(lessons: readonly ListedLesson[]): string {
  const titles = new Map(lessons.map(({ name, title }) => [name, title]));
  const items = lessons
    .map(({ name, title, about: { teaches, minutes, needs } }) => {
      const before = needs.map((need) => escapeHtml(titles.get(need) ?? need)).join('; ');
      return `<li><a href="lessons/${escapeHtml(name)}.html">${escapeHtml(title)}</a>
<p>${escapeHtml(teaches)}</p>
<p class="meta">${minutes} minutes${before ? ` · after: ${before}` : ''}</p></li>`;
    })
    .join('\n');
  const body = `<header><a href="index.html">Heaplab</a></header>
<main class="index"><h1>Why does my Python process use so much memory?</h1>
<p>CPython's memory manager, byte for byte, to run and look at: ${lessons.length} lessons with exercises.</p>
<p><label for="search">Search the lessons</label> <input id="search" type="search" autocomplete="off"></p>
<ul id="found" aria-live="polite"></ul>
<h2>Lessons</h2>
<ol start="0">${items}</ol>
<p><a href="lessons/GLOSSARY.html">Glossary</a></p></main>
<script src="assets/search.js"></script>`;
  return shell('Lessons', body, '');
}

/** The glossary as a page. */
export function glossaryPage(source: string): string {
  const body = `<header><a href="../index.html">Heaplab</a></header>
<main><section class="prose">${proseHtml(source)}</section></main>`;
  return shell('Glossary', body, '../');
}

/** What the search looks through: sections of lessons, and entries of the glossary. */
export function searchEntries(
  lessons: readonly (ListedLesson & { readonly source: Notebook })[],
  glossary: string,
): { readonly title: string; readonly url: string; readonly text: string }[] {
  const sections = lessons.flatMap(({ name, title, source }) =>
    source.cells
      .filter((cell) => cell.cell_type === 'markdown' && cell.source.startsWith('#'))
      .map((cell) => {
        const heading = /^#+ +(.+)$/m.exec(cell.source)![1]!;
        const url = `lessons/${name}.html#${slug(heading)}`;
        return {
          title: heading === title ? title : `${title}: ${heading}`,
          url,
          text: cell.source,
        };
      }),
  );
  const words = [...glossary.matchAll(/^## (.+)\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)].map(
    ([text, word]) => ({
      title: `Glossary: ${word}`,
      url: `lessons/GLOSSARY.html#${slug(word!)}`,
      text,
    }),
  );
  return [...words, ...sections];
}
