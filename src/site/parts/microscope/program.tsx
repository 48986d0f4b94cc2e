import { useEffect, useRef } from 'preact/hooks';
import type { RecordedStep } from '../../../recording';
import { shortCount } from './words';

export interface ProgramProps {
  /** Its lines as HTML. */
  readonly lines: readonly string[];
  readonly steps: readonly RecordedStep[];
  readonly step: number;
  readonly onStep: (step: number) => void;
}

/** The program, with the blocks that each line left more or fewer, up to this step. */
export function Program({ lines, steps, step, onStep }: ProgramProps) {
  const net = new Map<number, number>();
  for (const { line, allocated, freed } of steps.slice(0, step + 1))
    net.set(line, (net.get(line) ?? 0) + allocated - freed);
  const current = steps[step]!.line;
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // Only the window of lines moves, not the page.
    const row = box.current?.querySelector<HTMLElement>('.on');
    if (!box.current || !row) return;
    const middle = row.offsetTop - box.current.offsetTop - box.current.clientHeight / 2;
    box.current.scrollTop = middle;
  }, [current]);
  const go = (line: number): void => {
    const of = steps.filter((each) => each.line === line);
    const next = of.find((each) => each.step > step) ?? of[0];
    if (next) onStep(next.step);
  };
  return (
    <fieldset class="code-lines" aria-label="Lines of the program" ref={box}>
      {lines.map((html, i) => {
        const line = i + 1;
        const change = net.get(line) ?? 0;
        const text = change === 0 ? '' : `${change > 0 ? '+' : '−'}${shortCount(Math.abs(change))}`;
        return (
          <button
            key={line}
            type="button"
            class={line === current ? 'l on' : 'l'}
            aria-current={line === current ? 'step' : undefined}
            disabled={!steps.some((each) => each.line === line)}
            onClick={() => go(line)}
          >
            <i>{line}</i>
            <code dangerouslySetInnerHTML={{ __html: html }} />
            <em>{text}</em>
          </button>
        );
      })}
    </fieldset>
  );
}
