import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { codeHtml } from '../../code';
import { short, spaced } from '../numbers';
import type { RunFacts } from './moment';

export interface ProgramProps {
  readonly run: RunFacts;
  readonly at: number;
  onGo(step: number): void;
}

/** The steps at which each line ran. */
function stepsByLine({ steps }: RunFacts): Map<number, number[]> {
  const lines = new Map<number, number[]>();
  for (const { step, line } of steps.slice(1)) {
    const known = lines.get(line);
    if (known) known.push(step);
    else lines.set(line, [step]);
  }
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
  const lines = useMemo(() => stepsByLine(run), [run]);
  // A step of several lines cannot say what one of them did.
  const sampled = run.steps.some((step) => step.lines > 1);
  const nets = sampled ? new Map<number, number>() : netUpTo(run, at);
  const current = run.steps[at]!.line;
  const texts = run.info.source.split('\n');
  const html = useMemo(() => codeHtml(run.info.source, 'python').split('\n'), [run]);
  const loops = [...lines.values()].some((steps) => steps.length > 1);
  useLayoutEffect(() => {
    const box = code.current;
    const on = box?.querySelector<HTMLElement>('.on');
    if (!box || !on || box.scrollHeight <= box.clientHeight) return;
    // The line stays in sight, with what comes before it. The page itself is left where it is.
    const from = on.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += from - box.clientTop - box.clientHeight / 3;
  }, [current]);
  return (
    <>
      <div class="program" ref={code} style={{ '--digits': String(texts.length).length }}>
        {texts.map((text, i) => {
          const line = i + 1;
          const own = lines.get(line);
          const net = nets.get(line) ?? 0;
          const on = line === current;
          const runs =
            own && !sampled
              ? `, runs ${own.length === 1 ? 'once' : `${spaced(own.length)} times`}`
              : '';
          return (
            <button
              key={i}
              type="button"
              class={on ? 'line on' : 'line'}
              disabled={!own}
              aria-current={on ? 'step' : undefined}
              onClick={() => {
                onGo(own!.find((step) => step > at) ?? own![0]!);
              }}
            >
              <span class="sr">{`Line ${line}: `}</span>
              <i aria-hidden="true">{line}</i>
              <em class="num" aria-hidden="true">
                {net === 0 ? '' : `${net > 0 ? '+' : '−'}${short(Math.abs(net))}`}
              </em>
              <span>
                <span dangerouslySetInnerHTML={{ __html: html[i] ?? '' }} />
                <span class="sr">{`${text === '' ? 'empty' : ''}${runs}`}</span>
              </span>
            </button>
          );
        })}
      </div>
      <p class="note">
        {sampled
          ? 'A step can be many lines: the marked line is the last of them. '
          : `Beside each line: blocks in use more (+) or fewer (−) after it${loops ? ', over all its runs so far' : ''}. `}
        Click a line to go there.
      </p>
    </>
  );
}
