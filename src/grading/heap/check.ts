import { escapeHtml } from '../../charts/html';
import { display, host } from '../../kernel/display';
import { writtenFor } from '../../kernel/python';
import { CheckFailed } from '../check';
import type { VisibleTrial } from './exercise';
import { endingText, type Finding, type Verdict, verdictOf } from './judge';
import { runTrial } from './measure';
import { requestOf } from './trial';

/** A visible input of an exercise in Python: what is done with the learner's program, and what is asked of it. */
export interface HeapCheckCell extends VisibleTrial {
  /** The names that the program must define. */
  readonly names: readonly string[];
}

const NOTE = 'The hidden checks have not run here: heaplab grade runs them.';

/**
 * Runs the program of an exercise's cell, as the cell ran last, on a fresh simulated process, and shows what was
 * asked beside what was measured. Hidden checks run only in `heaplab grade`.
 *
 * @param exercise the name in the cell's first line: `%%python 3.12 exercise NAME`
 * @throws CheckFailed when something is not as asked, or the cell has not run yet
 */
export function checkHeap(exercise: string, { names, ...trial }: HeapCheckCell): void {
  const written = writtenFor(exercise);
  if (!written) throw new CheckFailed(`run the cell above first: it begins with %%python`);
  const { version, source } = written;
  const stopped = (): boolean => host()?.stopped() ?? false;
  const verdict = verdictOf(trial, runTrial(requestOf(trial, version, names, source), stopped));
  show(verdict);
  const wrong = verdict.findings.filter(({ right }) => !right).length;
  if (!verdict.right)
    throw new CheckFailed(
      verdict.ending
        ? endingText(verdict.ending)
        : `${wrong} of ${verdict.findings.length} not as asked`,
    );
}

function show({ findings, ending, right }: Verdict): void {
  const title = right
    ? 'On the input that you see, all as asked'
    : 'On the input that you see, not as asked yet';
  const said = ending ? `${ending.text.trimEnd()}\n${endingText(ending)}`.trim() : '';
  const sign = (finding: Finding): string => (finding.right ? '✓' : '✗');
  const item = (finding: Finding): string => {
    const [about, asked, measured] = [finding.about, finding.asked, finding.measured].map(
      escapeHtml,
    );
    return `<li style="margin-bottom:0.4em">${sign(finding)} ${about}: <b>${measured}</b><br>asked for: ${asked}</li>`;
  };
  display({
    'text/html':
      `<div class="heaplab-check"><strong>${title}</strong>` +
      (said && `<pre>${escapeHtml(said)}</pre>`) +
      `<ul style="list-style:none;padding-left:0.5em">${findings.map(item).join('')}</ul><em>${NOTE}</em></div>`,
    'text/plain': [
      title,
      ...(said ? [said] : []),
      ...findings.map((finding) => {
        const { about, asked, measured } = finding;
        return `${sign(finding)} ${about}: ${measured}; asked for: ${asked}`;
      }),
      NOTE,
    ].join('\n'),
  });
}
