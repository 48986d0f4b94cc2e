import { escapeHtml } from './html';
import { textTable } from './text-table';

type Row = Readonly<Record<string, unknown>>;

/** A table that displays itself: HTML in a notebook, aligned text in a terminal. */
export class Table {
  constructor(readonly rows: readonly Row[]) {}

  text(): string {
    return textTable(this.rows);
  }

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

  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/html': this.html(), 'text/plain': this.text() };
  }
}

/** A table of rows with the same keys; the keys are its columns. */
export function table(rows: readonly Row[]): Table {
  return new Table(rows);
}
