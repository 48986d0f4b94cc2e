import { useRef, useState } from 'preact/hooks';
import type { FigureData, FigureName, Figures } from '../../../charts/touch/measure';

/** Asks the simulator, in a worker. */
export type Ask = <N extends FigureName>(
  figure: N,
  input: Figures[N]['input'],
) => Promise<Figures[N]['shown']>;

/** A figure of one kind, and the way to the simulator; none in a page without scripts. */
export interface TouchProps<N extends FigureName> {
  readonly data: Extract<FigureData, { figure: N }>;
  readonly ask?: Ask | undefined;
}

export interface Measured<N extends FigureName> {
  /** What was asked for last. */
  readonly input: Figures[N]['input'];
  /** What the simulator said last. */
  readonly shown: Figures[N]['shown'];
  /** What it showed before that. */
  readonly before: Figures[N]['shown'] | undefined;
  readonly busy: boolean;
  readonly problem: string | undefined;
  want(input: Figures[N]['input']): void;
}

/** The state of a figure. Of what is asked for while the simulator works, only the last is asked. */
export function useMeasured<N extends FigureName>({ data, ask }: TouchProps<N>): Measured<N> {
  type Input = Figures[N]['input'];
  type Shown = Figures[N]['shown'];
  const {
    figure,
    input: first,
    shown: start,
  } = data as {
    figure: N;
    input: Input;
    shown: Shown;
  };
  const [input, setInput] = useState<Input>(first);
  const [states, setStates] = useState<{ shown: Shown; before: Shown | undefined }>({
    shown: start,
    before: undefined,
  });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const next = useRef<Input | undefined>(undefined);

  const want = (wanted: Input): void => {
    setInput(wanted);
    if (!ask) return;
    if (running.current) {
      next.current = wanted;
      return;
    }
    running.current = true;
    setBusy(true);
    ask(figure, wanted)
      .then(
        (shown) => {
          setStates((last) => ({ shown, before: last.shown }));
          setProblem(undefined);
        },
        (error: Error) => setProblem(error.message),
      )
      .finally(() => {
        running.current = false;
        const later = next.current;
        next.current = undefined;
        if (later === undefined) setBusy(false);
        else want(later);
      });
  };
  return { input, ...states, busy, problem, want };
}
