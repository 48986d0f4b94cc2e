import MarkdownIt from 'markdown-it';
import { VEGALITE_MIME } from '../charts';
import { escapeHtml } from '../charts/html';
import {
  joinLines,
  type Notebook,
  type NotebookCell,
  type NotebookOutput,
} from '../kernel/notebook';
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
      return `<pre class="stream ${output.name}">${escapeHtml(joinLines(output.text))}</pre>`;
    case 'error':
      return `<pre class="error">${escapeHtml(output.traceback.join('\n') || `${output.ename}: ${output.evalue}`)}</pre>`;
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
      `<figure class="chart"><div class="picture">${svg}</div>` +
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
  return `<pre class="result">${escapeHtml(text(data['text/plain']))}</pre>`;
}

/** The outputs of a cell as HTML. */
export function outputsHtml(outputs: readonly NotebookOutput[]): string {
  return outputs.map(outputHtml).join('\n');
}

function cellHtml(cell: NotebookCell): string {
  if (cell.cell_type === 'markdown')
    return `<section class="prose">${markdown.render(cell.source)}</section>`;
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

export interface PageOptions {
  readonly lesson: string;
  /** Secret of the server that runs cells; left out on a page that only shows. */
  readonly token?: string;
}

/** The title of a notebook: its first heading. */
export function titleOf(notebook: Notebook): string {
  for (const cell of notebook.cells) {
    const heading = cell.cell_type === 'markdown' && /^#\s+(.+)$/m.exec(cell.source);
    if (heading) return heading[1]!;
  }
  return 'Heaplab';
}

function shell(title: string, body: string, root: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Heaplab</title>
<link rel="icon" href="${root}assets/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}assets/page.css">
</head>
<body>
${body}
</body>
</html>
`;
}

/** The page of one lesson. */
export function lessonPage(notebook: Notebook, { lesson, token }: PageOptions): string {
  const tools = `<div class="tools"><button type="button" id="run-all">Run all</button>
<button type="button" id="stop">Stop</button>
<button type="button" id="restart" title="Forget all variables">Restart</button>
<button type="button" id="grade">Grade my exercises</button>
<button type="button" id="download">Download notebook</button>
<button type="button" id="reset" title="Bring back the lesson's own code">Reset code</button>
<span id="status" role="status"></span></div>`;
  const body = `<header><a href="../index.html">Heaplab</a>${token ? tools : ''}</header>
<main data-lesson="${escapeHtml(lesson)}"${token ? ` data-token="${escapeHtml(token)}"` : ''}>
${notebook.cells.map(cellHtml).join('\n')}
<section id="grades" aria-live="polite"></section>
</main>
<script src="../assets/vega.min.js"></script>
<script src="../assets/vega-lite.min.js"></script>
<script src="../assets/vega-embed.min.js"></script>
<script src="../assets/highlight.js"></script>
<script src="../assets/page.js"></script>`;
  return shell(titleOf(notebook), body, '../');
}

/** The list of lessons. */
export function indexPage(
  lessons: readonly { readonly name: string; readonly title: string }[],
): string {
  const items = lessons
    .map(
      ({ name, title }) =>
        `<li><a href="lessons/${escapeHtml(name)}.html">${escapeHtml(title)}</a></li>`,
    )
    .join('\n');
  const body = `<header><a href="index.html">Heaplab</a></header>
<main class="index"><h1>Heaplab</h1>
<p>CPython's memory manager, byte for byte, to run and look at.</p>
<ol>${items}</ol></main>`;
  return shell('Lessons', body, '');
}
