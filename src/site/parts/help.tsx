import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Help, progressOf, update } from '../client/progress';
import type { SolutionHelp } from '../help';

export interface HelpProps {
  readonly lesson: string;
  /** Of the exercise. */
  readonly id: string;
  /** How many hints there are. */
  readonly hints: number;
  /** Whether there is a solution to show. */
  readonly solution: boolean;
  /** All points are earned. */
  readonly solved: boolean;
}

/** What a reader opened, behind a result; empty when that was nothing. */
export function helpText(help: Help | undefined): string {
  if (!help) return '';
  if (help.solution === 'gave up') return ', after giving up';
  if (help.hints === 0) return ', without a hint';
  return help.hints === 1 ? ', with 1 hint' : `, with ${help.hints} hints`;
}

async function load<T>(id: string, what: 'hints' | 'solution'): Promise<T> {
  const { root = '' } = document.body.dataset;
  const response = await fetch(`${root}assets/help/${id}.${what}.json`);
  if (!response.ok) throw new Error(`it is not there (${response.status})`);
  return (await response.json()) as T;
}

/** The ladder of hints, one step at a time, and the solution at its end. */
export function HelpPart({ lesson, id, hints, solution, solved }: HelpProps) {
  const kept = progressOf(lesson).value.help[id];
  const [texts, setTexts] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(0);
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<SolutionHelp | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const newest = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => newest.current?.focus(), [shown, answer, asking]);

  /** Keeps what was opened before the exercise was solved. */
  const note = (change: Partial<Help>): void => {
    if (solved && change.solution === undefined) return;
    update(lesson, ({ help }) => ({
      help: { ...help, [id]: { ...(help[id] ?? { hints: 0 }), ...change } },
    }));
  };
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    setProblem('');
    try {
      await work();
    } catch (error) {
      setProblem(`The ${what} could not be loaded: ${(error as Error).message}.`);
    }
  };
  const openHint = (): Promise<void> =>
    attempt('hint', async () => {
      if (texts.length === 0) setTexts(await load<readonly string[]>(id, 'hints'));
      // After a reload those that were open come back together.
      const next = Math.max(shown + 1, shown === 0 ? (kept?.hints ?? 0) : 0);
      setShown(next);
      if (next > (kept?.hints ?? 0)) note({ hints: next });
    });
  const openSolution = (): Promise<void> =>
    attempt('solution', async () => {
      setAnswer(await load<SolutionHelp>(id, 'solution'));
      setAsking(false);
      if (!kept?.solution) note({ solution: solved ? 'solved' : 'gave up' });
    });

  const before = kept?.hints ?? 0;
  const label =
    shown === 0
      ? before > 1
        ? `Show your ${before} hints`
        : before === 1
          ? 'Show your hint'
          : 'Show a hint'
      : `Next hint (${shown + 1} of ${hints})`;
  const free = solved || kept?.solution !== undefined;
  const focused = (last: boolean) => (element: HTMLElement | null) => {
    if (last && element) newest.current = element;
  };
  return (
    <div class="help">
      {shown > 0 && (
        <ol class="hints">
          {texts.slice(0, shown).map((html, i) => (
            <li key={html} tabindex={-1} ref={focused(i === shown - 1 && !answer)}>
              <b>
                Hint {i + 1} of {hints}
              </b>
              <div dangerouslySetInnerHTML={{ __html: html }} />
            </li>
          ))}
        </ol>
      )}
      {answer && (
        <div class="solution" tabindex={-1} ref={focused(true)}>
          <b>A solution{kept?.solution === 'gave up' && <span> · you gave up before it</span>}</b>
          <pre tabindex={0}>
            <code dangerouslySetInnerHTML={{ __html: answer.code }} />
          </pre>
          <div dangerouslySetInnerHTML={{ __html: answer.reason }} />
        </div>
      )}
      {asking && (
        <p tabindex={-1} ref={focused(true)}>
          The page then says that you gave up. You can still write it yourself and get the points.
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p class="steps">
        {!asking && shown < hints && (
          <button type="button" class="btn" onClick={() => void openHint()}>
            {label}
          </button>
        )}
        {solution && !answer && !asking && (
          <button
            type="button"
            class={free ? 'btn' : 'link'}
            onClick={() => (free ? void openSolution() : setAsking(true))}
          >
            {free ? 'Show the solution' : 'Give up, show the solution'}
          </button>
        )}
        {asking && (
          <>
            <button type="button" class="btn" onClick={() => void openSolution()}>
              Give up
            </button>
            <button type="button" class="btn main" onClick={() => setAsking(false)}>
              Try on
            </button>
          </>
        )}
      </p>
    </div>
  );
}
