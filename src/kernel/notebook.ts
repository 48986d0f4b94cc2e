import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { writeWhole } from './files';
import type { MimeBundle } from './mime-bundle';
import { PACKAGE_ROOT } from './paths';

/*
 * Notebooks on disk: nbformat 4, written as 4.5. There, texts may be lists of lines; in memory
 * a cell's source is one string.
 */

export type NotebookOutput =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string | string[] }
  | { output_type: 'display_data'; data: MimeBundle; metadata: Record<string, unknown> }
  | {
      output_type: 'execute_result';
      data: MimeBundle;
      metadata: Record<string, unknown>;
      execution_count: number | null;
    }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

export interface NotebookCell {
  id: string;
  cell_type: 'code' | 'markdown' | 'raw';
  source: string;
  metadata: Record<string, unknown> & { tags?: string[] };
  outputs?: NotebookOutput[];
  execution_count?: number | null;
}

export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: Record<string, unknown> & {
    kernelspec?: { name: string; display_name: string; language?: string };
    language_info?: { name: string };
  };
  cells: NotebookCell[];
}

/** A file that is no notebook this can run; the message names the file and what is wrong. */
export class NotebookError extends Error {
  override readonly name = 'NotebookError';
}

const schema: object = JSON.parse(
  readFileSync(join(PACKAGE_ROOT, 'assets', 'schemas', 'nbformat.v4.5.schema.json'), 'utf8'),
);
const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);

/** Reads a notebook. @throws NotebookError */
export function readNotebook(path: string): Notebook {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new NotebookError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
  return parseNotebook(bytes, path);
}

/** The notebook in a file's text or bytes; `name` is what errors call it. @throws NotebookError */
export function parseNotebook(content: string | Buffer, name: string): Notebook {
  const text = (typeof content === 'string' ? content : content.toString('utf8')).replace(
    /^\ufeff/,
    '',
  );
  if (text.startsWith('\ufffd\ufffd')) {
    throw new NotebookError(`${name} is not a notebook: it is UTF-16, save it as UTF-8`);
  }
  let raw: Notebook;
  try {
    raw = JSON.parse(text) as Notebook;
  } catch (error) {
    throw new NotebookError(`${name} is not a notebook: not JSON (${(error as Error).message})`);
  }
  if (typeof raw !== 'object' || raw === null || typeof raw.nbformat !== 'number') {
    throw new NotebookError(`${name} is not a notebook: it has no nbformat`);
  }
  if (raw.nbformat !== 4) {
    throw new NotebookError(
      `${name} has nbformat ${raw.nbformat}: save it as nbformat 4 (jupyter nbconvert --to notebook)`,
    );
  }
  if (raw.nbformat_minor < 5 && Array.isArray(raw.cells)) {
    // Cells have ids from 4.5 on.
    for (const cell of raw.cells) cell.id ??= randomUUID().slice(0, 8);
    raw.nbformat_minor = 5;
  }
  if (!validate(raw)) {
    const { instancePath, message } = validate.errors![0]!;
    throw new NotebookError(
      `${name} is not a valid notebook: ${instancePath || 'the file'} ${message}`,
    );
  }
  const ids = new Set<string>();
  for (const cell of raw.cells) {
    if (ids.has(cell.id)) throw new NotebookError(`${name} has two cells with the id ${cell.id}`);
    ids.add(cell.id);
    cell.source = joinLines(cell.source);
  }
  return raw;
}

export function writeNotebook(path: string, notebook: Notebook): void {
  writeWhole(path, formatNotebook(notebook));
}

/** A notebook as the text of a file, as nbformat writes it: indented by one, texts as lines. */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(cell.source),
    ...(cell.outputs && { outputs: cell.outputs.map(formatOutput) }),
  }));
  return `${JSON.stringify(sortKeys({ ...notebook, nbformat_minor: 5, cells }), null, 1)}\n`;
}

function formatOutput(output: NotebookOutput): unknown {
  if (output.output_type === 'stream')
    return { ...output, text: splitLines(joinLines(output.text)) };
  if (!('data' in output)) return output;
  const data = Object.entries(output.data).map(([type, value]) => [
    type,
    typeof value === 'string' && !/json$/.test(type) ? splitLines(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(data) };
}

export function joinLines(text: string | readonly string[]): string {
  return typeof text === 'string' ? text : text.join('');
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Keys in order, as nbformat writes them, so that two writes of one notebook are the same bytes. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]),
  );
}

/** Refuses a notebook of another language. @throws NotebookError */
export function requireTypeScript(notebook: Notebook, name: string): void {
  const language = notebook.metadata.kernelspec?.language ?? notebook.metadata.language_info?.name;
  if (language !== undefined && !/^(typescript|javascript|ts|js)$/i.test(language)) {
    throw new NotebookError(`${name} is a ${language} notebook: Heaplab runs TypeScript cells`);
  }
}
