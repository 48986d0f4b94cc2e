import type { CellError } from '../kernel/protocol';

/** Integers from here on are taken for the size of an example. */
const LARGE = 100_000;

/**
 * Adds to an error of memory what a page has, and a smaller example that shows the same.
 * @param limit bytes that a simulated process may map here, where there is a limit
 */
export function explainMemory(
  error: CellError,
  code: string,
  limit: number | undefined,
): CellError {
  const { ename, evalue } = error;
  const isMemory =
    ename === 'MemoryError' ||
    (ename === 'RangeError' && /allocation failed|no memory for|out of memory/i.test(evalue));
  if (!isMemory) return error;
  const room =
    limit === undefined
      ? 'This page has no more memory.'
      : `A process of this page may use ${Math.round(limit / 2 ** 20)} MiB.`;
  return { ...error, traceback: [...error.traceback, `${room} ${smaller(code)}`] };
}

function smaller(code: string): string {
  const sizes = [...code.matchAll(/\b\d[\d_]*\b/g)].map(([text]) => text);
  const largest = sizes
    .map((text) => ({ text, size: Number(text.replaceAll('_', '')) }))
    .sort((a, b) => b.size - a.size)[0];
  if (!largest || largest.size < LARGE)
    return 'A smaller example shows the same; restarting gives back what earlier cells hold.';
  const tenth = Math.round(largest.size / 10)
    .toLocaleString('en')
    .replaceAll(',', '_');
  return `A tenth of it shows the same: try ${tenth} in place of ${largest.text}. Restarting gives back what earlier cells hold.`;
}
