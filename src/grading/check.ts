import { escapeHtml } from '../charts/html';
import { display } from '../kernel/display';
import { fromPlain, samePlain, toPlain } from '../kernel/plain';

/** One example: a call and what it should return. */
export interface CheckExample<A extends readonly unknown[], R> {
  /** What the function is called with. */
  readonly args: A;
  /** What it should return. */
  readonly want: R;
  /** What the example is about. */
  readonly about?: string;
}

/** Some example came out wrong; the cell's output says which. */
export class CheckFailed extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'CheckFailed';
  constructor(message: string) {
    super(message);
    // The output above says it all; where in the check cell it happened says nothing.
    this.stack = `CheckFailed: ${message}`;
  }
}

const SHOWN = 200;

function show(value: unknown): string {
  let text: string;
  try {
    text =
      value === undefined
        ? 'nothing (undefined)'
        : (JSON.stringify(toPlain(value)) ?? String(value));
  } catch {
    text = String(value);
  }
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/**
 * Tries a function on the examples of an exercise and says at once what passed and, where it did
 * not, what was asked, expected and got. Hidden checks run only in `heaplab grade`.
 *
 * @param name what the function is called in the output
 * @param answer the learner's function
 * @throws CheckFailed when an example came out wrong, so that the cell shows as failed.
 */
export function check<A extends readonly unknown[], R>(
  name: string,
  answer: (...args: A) => R,
  examples: readonly CheckExample<A, R>[],
): void {
  const lines = examples.map(({ args, want, about }) => {
    const call = `${name}(${args.map(show).join(', ')})`;
    const what = about ? `${call}: ${about}` : call;
    try {
      const got = answer(...(fromPlain(toPlain(args)) as unknown as A));
      const ok = samePlain(fromPlain(toPlain(got)), fromPlain(toPlain(want)));
      return { ok, text: ok ? what : `${what}. Expected ${show(want)}, got ${show(got)}.` };
    } catch (error) {
      return { ok: false, text: `${what}. Expected ${show(want)}, but it threw ${String(error)}.` };
    }
  });
  const passed = lines.filter((line) => line.ok).length;
  const verdict = `${passed} of ${lines.length} examples passed`;
  const note = 'The hidden checks have not run here: heaplab grade runs them.';
  const item = (line: { ok: boolean; text: string }): string =>
    `<li>${line.ok ? '✓' : '✗'} ${escapeHtml(line.text)}</li>`;
  display({
    'text/html':
      `<div class="heaplab-check"><strong>${escapeHtml(name)}: ${verdict}</strong>` +
      `<ul style="list-style:none;padding-left:0.5em">${lines.map(item).join('')}</ul><em>${note}</em></div>`,
    'text/plain': [
      `${name}: ${verdict}`,
      ...lines.map((line) => `${line.ok ? '✓' : '✗'} ${line.text}`),
      note,
    ].join('\n'),
  });
  if (passed < lines.length) throw new CheckFailed(verdict);
}
