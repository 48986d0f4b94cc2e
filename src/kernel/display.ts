import type { MimeBundle } from './mime-bundle';

/*
 * What a cell uses to show things. Runs anywhere: under a kernel of ours it goes to the front end,
 * elsewhere (a script, a browser) to the console as text.
 */

/** The method that Deno's Jupyter kernel and ours ask an object for its MIME bundle. */
export const DISPLAY_METHOD: symbol = Symbol.for('Jupyter.display');

/** An object that knows how to display itself. */
export interface Displayable {
  [key: symbol]: () => MimeBundle | Promise<MimeBundle>;
}

/** How something is displayed. */
export interface DisplayOptions {
  /** Front-end hints by MIME type. */
  readonly metadata?: Record<string, unknown>;
  /** Names the display, for `update`. */
  readonly displayId?: string;
}

/** What a host of cells offers; the cell process puts it on `globalThis` under HOST. */
export interface DisplayHost {
  display(
    data: MimeBundle,
    metadata: Record<string, unknown>,
    displayId?: string,
    update?: boolean,
  ): void;
  clearOutput(wait: boolean): void;
  page(data: MimeBundle, start: number): void;
  input(prompt: string, password: boolean): Promise<string>;
  /** The cell ends only when this has settled. */
  wait(shown: Promise<void>): void;
  /** Text for a value, as the console would print it. */
  format(value: unknown): string;
  /** What `%%python` cells print. */
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** The text of a file; undefined where there is none. */
  readFile(path: string): string | undefined;
  /** Whether the running cell should stop. */
  stopped(): boolean;
}

export const HOST: symbol = Symbol.for('heaplab.host');

/** The host of the cells, where there is one. */
export function host(): DisplayHost | undefined {
  return (globalThis as Record<symbol, unknown>)[HOST] as DisplayHost | undefined;
}

/** Whether a value has the display method. */
export function isDisplayable(value: unknown): value is Displayable {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    typeof (value as Record<symbol, unknown>)[DISPLAY_METHOD] === 'function'
  );
}

function isBundle(value: unknown): value is MimeBundle {
  if (value === null || typeof value !== 'object') return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key));
}

/** The MIME bundle of a value: its own, the value itself when it is one, or its text. */
export function bundleOf(
  value: unknown,
  format: (value: unknown) => string,
): MimeBundle | Promise<MimeBundle> {
  if (isDisplayable(value)) return value[DISPLAY_METHOD]!();
  if (isBundle(value)) return value;
  return { 'text/plain': format(value) };
}

/** A display on the page that can be replaced. */
export class Display {
  constructor(
    /** Its name for front ends; undefined where it cannot be updated. */
    readonly displayId: string | undefined,
  ) {}

  /** Shows something else in the same place. @throws Error when it has no name */
  update(value: unknown, metadata: Record<string, unknown> = {}): void {
    if (this.displayId === undefined) throw new Error('this display has no displayId to update');
    show(value, metadata, this.displayId, true);
  }
}

function show(
  value: unknown,
  metadata: Record<string, unknown>,
  id?: string,
  update = false,
): void {
  const to = host();
  const format = to ? (v: unknown) => to.format(v) : String;
  const send = (data: MimeBundle): void => {
    if (to) to.display(data, metadata, id, update);
    else console.log(data['text/plain'] ?? Object.keys(data).join(', '));
  };
  const bundle = bundleOf(value, format);
  if (!(bundle instanceof Promise)) send(bundle);
  else if (to) to.wait(bundle.then(send));
  else void bundle.then(send);
}

let displays = 0;

/**
 * Shows one value: an object with a `Symbol.for('Jupyter.display')` method, a MIME bundle with
 * several representations (`{ 'image/svg+xml': …, 'text/plain': … }`), or anything else as text.
 */
export function display(value: unknown, options: DisplayOptions = {}): Display {
  const id = options.displayId ?? `heaplab-${Date.now().toString(36)}-${displays++}`;
  show(value, options.metadata ?? {}, id);
  return new Display(id);
}

/** Removes the cell's output so far; with `wait`, only when the next output comes. */
export function clearOutput(wait = false): void {
  host()?.clearOutput(wait);
}

/** Shows a text in the front end's pager. */
export function page(text: string | MimeBundle, start = 0): void {
  const data = typeof text === 'string' ? { 'text/plain': text } : text;
  const to = host();
  if (to) to.page(data, start);
  else console.log(data['text/plain']);
}

/** Asks the user for a line of text. Rejects where nobody can answer (a headless run). */
export function input(prompt = '', options: { readonly password?: boolean } = {}): Promise<string> {
  const to = host();
  if (!to) return Promise.reject(new Error('input() needs a notebook front end'));
  return to.input(prompt, options.password ?? false);
}
