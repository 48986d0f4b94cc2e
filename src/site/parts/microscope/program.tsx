import { useLayoutEffect, useRef } from 'preact/hooks';
import { codeHtml } from '../../code';
import { short, spaced } from '../numbers';
import type { RunFacts } from './moment';

export interface ProgramProps {
  readonly run: RunFacts;
  readonly at: number;
  onGo(step: number): void;
}

interface LineTotal {
  allocated: number;
  freed: number;
  /** Steps at which the line ran. */
  readonly steps: number[];
}

const totals = new WeakMap<RunFacts, Map<number, LineTotal>>();

/** What each line did in the whole run. */
function linesOf(run: RunFacts): Map<number, LineTotal> {
  const known = totals.get(run);
  if (known) return known;
  const lines = new Map<number, LineTotal>();
  for (const { step, line } of run.steps) {
    if (step === 0) continue;
    const total = lines.get(line) ?? { allocated: 0, freed: 0, steps: [] };
    total.steps.push(step);
    lines.set(line, total);
  }
  totals.set(run, lines);
  return lines;
}

/** Blocks in use more or fewer after a line, summed over its runs up to a step. */
function netUpTo({ steps }: RunFacts, at: number): Map<number, number> {
  const nets = new Map<number, number>();
  for (const { step, line, allocated, freed } of steps) {
    if (step > at) break;
    if (step > 0) nets.set(line, (nets.get(line) ?? 0) + allocated - freed);
  }
  return nets;
}

/** The program: a line is a button that goes to the next time it runs. */
export function Program({ run, at, onGo }: ProgramProps) {
  const code = useRef<HTMLDivElement>(null);
  const lines = linesOf(run);
  // A step of several lines cannot say what one of them did.
  const sampled = run.info.every > 1;
  const nets = sampled ? new Map<number, number>() : netUpTo(run, at);
  const current = run.steps[at]!.line;
  const html = codeHtml(run.info.source, 'python').split('\n');
  const loops = [...lines.values()].some(({ steps }) => steps.length > 1);
  useLayoutEffect(() => {
    const box = code.current;
    const on = box?.querySelector<HTMLElement>('.on');
    if (!box || !on || box.scrollHeight <= box.clientHeight) return;
    // The line stays in sight, with what comes before it.
    box.scrollTop = on.offsetTop - box.offsetTop - box.clientHeight / 3;
  }, [current]);
  return (
    <>
      <div class="program" ref={code}>
        {run.info.source.split('\n').map((text, i) => {
          const line = i + 1;
          const own = lines.get(line);
          const net = nets.get(line) ?? 0;
          const on = line === current;
          const runs =
            own && !sampled
              ? `, runs ${own.steps.length === 1 ? 'once' : `${spaced(own.steps.length)} times`}`
              : '';
          return (
            <button
              key={i}
              type="button"
              class={on ? 'line on' : 'line'}
              disabled={!own}
              aria-current={on ? 'step' : undefined}
              aria-label={`Line ${line}: ${text || 'empty'}${runs}`}
              onClick={() => {
                const steps = own!.steps;
                onGo(steps.find((step) => step > at) ?? steps[0]!);
              }}
            >
              <i>{line}</i>
              <em class="num">
                {net === 0 ? '' : `${net > 0 ? '+' : '−'}${short(Math.abs(net))}`}
              </em>
              <span dangerouslySetInnerHTML={{ __html: html[i] ?? '' }} />
            </button>
          );
        })}
      </div>
      <p class="note">
        {sampled
          ? `A step is ${run.info.every} lines, so the marked line is the last of them. `
          : `Beside each line: blocks in use more (+) or fewer (−) after it${loops ? ', over all its runs so far' : ''}. `}
        Click a line to go there.
      </p>
    </>
  );
}
