/** What a chart draws, and a terminal shows: a line of numbers and names. */
export type ChartRow = Readonly<Record<string, string | number | null>>;

/** A table for a terminal: numbers to the right, texts to the left. */
export function textTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  if (rows.length === 0) return '(no rows)';
  const columns = Object.keys(rows[0]!);
  const text = (value: unknown): string =>
    typeof value === 'number' ? value.toLocaleString('en-US') : String(value ?? '');
  const cells = rows.map((row) => columns.map((column) => text(row[column])));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map((row) => row[i]!.length)),
  );
  const right = columns.map((column) => rows.every((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  );
}
