import { escapeHtml } from '../charts/html';
import { FIGURE_MIME, PLAYER_MIME, VEGALITE_MIME } from '../charts/mime';
import type { PlayerData } from '../charts/player';
import type { NotebookOutput } from '../kernel/notebook';
import type { TouchData } from './touch-data';

/*
 * What a cell put out as HTML: when the pages are made, and in the browser, where the result goes
 * through DOMPurify (client/sanitise.ts).
 */

function text(value: unknown): string {
  return Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : '';
}

/** JSON that can stand in a script element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** What a chart says of itself, for those who do not see it. */
export function descriptionOf(spec: unknown): string {
  const { description } = spec as { description?: unknown };
  return typeof description === 'string' ? description : 'a chart';
}

/** What a player shows, of an output that is one. */
export function playerOf(output: NotebookOutput): PlayerData | undefined {
  return 'data' in output ? (output.data[PLAYER_MIME] as PlayerData | undefined) : undefined;
}

/** What a figure shows that the reader drives, of an output that is one. */
export function figureOf(output: NotebookOutput): TouchData | undefined {
  return 'data' in output ? (output.data[FIGURE_MIME] as TouchData | undefined) : undefined;
}

/** The spec of an output that is a chart. */
export function specOf(output: NotebookOutput): object | undefined {
  return 'data' in output ? (output.data[VEGALITE_MIME] as object | undefined) : undefined;
}

/** The outputs of a cell. */
export function outputsHtml(outputs: readonly NotebookOutput[]): string {
  return outputs.map(outputHtml).join('\n');
}

/**
 * An output with the lines of cells that a page shows, which leaves out a cell's first one, `%%python`: in tracebacks,
 * in what tracemalloc says, and in charts of it. Without such a line it is the same object.
 */
export function asShown(output: NotebookOutput): NotebookOutput {
  const json = JSON.stringify(output);
  const shown = json.replace(
    /((?:<|&lt;)cell \d+(?:>|&gt;)(?:\\", line |:))([1-9]\d*)/g,
    (_, place: string, line: string) => `${place}${Number(line) - 1}`,
  );
  return shown === json ? output : (JSON.parse(shown) as NotebookOutput);
}

function outputHtml(output: NotebookOutput): string {
  switch (output.output_type) {
    case 'stream':
      return `<pre class="${output.name}" tabindex="0">${escapeHtml(text(output.text).replace(/\n$/, ''))}</pre>`;
    case 'error':
      return `<pre class="error" tabindex="0">${escapeHtml(output.traceback.join('\n') || `${output.ename}: ${output.evalue}`)}</pre>`;
    default:
      return bundleHtml(output.data);
  }
}

/** The richest form of a MIME bundle that a page can show. */
function bundleHtml(data: Readonly<Record<string, unknown>>): string {
  const player = data[PLAYER_MIME];
  if (player) return playerHtml(player, text(data[STILL_HTML]));
  const figure = data[FIGURE_MIME];
  if (figure) return figureHtml(figure, text(data[STILL_HTML]));
  const svg = text(data['image/svg+xml']);
  const spec = data[VEGALITE_MIME];
  if (spec) return chartHtml(spec, svg, text(data[NARROW_SVG]));
  const html = text(data['text/html']);
  if (/^<table/.test(html))
    return `<div class="scroll" tabindex="0" role="group" aria-label="table">${html}</div>`;
  if (html.startsWith('<div class="heaplab-predict"')) return predictionHtml(html);
  if (html) return `<div class="html">${html}</div>`;
  if (svg) return `<figure class="chart">${svg}</figure>`;
  const png = text(data['image/png']);
  if (png) return `<img alt="" src="data:image/png;base64,${png.replace(/\s/g, '')}">`;
  return `<pre class="result" tabindex="0">${escapeHtml(text(data['text/plain']))}</pre>`;
}

/** Of `predict` nothing, since the page asks by itself; of `reveal` what was measured. */
function predictionHtml(html: string): string {
  if (!html.includes(' data-reveal=')) return '';
  const said = /<br>([\s\S]*)<\/div>$/.exec(html)?.[1] ?? '';
  return `<p>Measured: ${said.replace(/ You made no prediction\.$/, '')}</p>`;
}

/** The picture of a chart for narrow screens, as a type of its own in a bundle. */
export const NARROW_SVG = 'image/svg+xml;narrow';

/** The picture of a player, as a type of its own in a bundle. */
export const STILL_HTML = 'text/html;still';

/** The picture, and what the player needs that takes its place when it comes into view. */
function playerHtml(player: unknown, still: string): string {
  return `<figure class="player wide" data-player="${escapeHtml(JSON.stringify(player))}"><div class="microscope"><p class="state running">A program, after one of its lines. With JavaScript you can step through it.</p><div class="still">${still}</div></div></figure>`;
}

/** A figure as it begins; its component takes the place when it comes into view. */
function figureHtml(figure: unknown, still: string): string {
  return `<figure class="driven wide" data-figure="${escapeHtml(JSON.stringify(figure))}">${still}</figure>`;
}

/** The width of an SVG in pixels. */
export function widthOf(svg: string): number {
  return Number(/^<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? 0);
}

/** The pictures, and the spec for the live chart that takes their place when it is touched. */
function chartHtml(spec: unknown, svg: string, narrow: string): string {
  const pictures =
    narrow === ''
      ? svg
      : `<div class="wide-only">${svg}</div><div class="narrow-only">${narrow}</div>`;
  return (
    `<figure class="chart${widthOf(svg) > 660 ? ' wide' : ''}"><div class="picture" role="img" tabindex="0" aria-label="${escapeHtml(descriptionOf(spec))}">${pictures}</div>` +
    `<script type="application/json">${scriptJson(spec)}</script></figure>`
  );
}
