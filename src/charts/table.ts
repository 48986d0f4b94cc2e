import { escapeHtml } from './html';
import { textTable } from './text-table';

/** A table that displays itself: HTML in a notebook, aligned text in a terminal. */
export class Table {
  constructor(
    /** The rows; the keys of the first are the columns. */
    readonly rows: readonly Readonly<Record<string, unknown>>[],
  ) {}

  /** The table in characters: numbers to the right, texts to the left. */
  text(): string {
    return textTable(this.rows);
  }

  /** The table as an HTML element. */
  html(): string {
    const columns = Object.keys(this.rows[0] ?? {});
    const cell = (value: unknown): string =>
      typeof value === 'number'
        ? `<td style="text-align:right">${value.toLocaleString('en-US')}</td>`
        : `<td style="text-align:left">${escapeHtml(String(value ?? ''))}</td>`;
    const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('');
    const body = this.rows.map(
      (row) => `<tr>${columns.map((column) => cell(row[column])).join('')}</tr>`,
    );
    return `<table class="heaplab-table"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
  }

  /** What a kernel asks for when the table is a cell's last value (ours, and Deno's). */
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/html': this.html(), 'text/plain': this.text() };
  }
}

/** A table of rows with the same keys; the keys are its columns. */
export function table(rows: readonly Readonly<Record<string, unknown>>[]): Table {
  return new Table(rows);
}
