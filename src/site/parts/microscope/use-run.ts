import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchFirstRun, type OpenRun, openStored, Recorder } from '../../client/microscope';
import type { Part } from './address';
import { type Moment, momentOf } from './moment';

/** What there is of a run: it is being recorded, it can be looked at, or there is none. */
export type RunState =
  | { readonly kind: 'none' }
  | { readonly kind: 'recording'; stop(): void }
  | { readonly kind: 'open'; readonly run: OpenRun }
  | { readonly kind: 'failed'; readonly message: string; again(): void };

/**
 * Records a program, again when it, the version or the part of it is another.
 * @param isFirst it is the one whose run is in a file: that is shown until the worker is ready
 */
export function useRun(
  python: string | undefined,
  source: string,
  between: Part | undefined,
  isFirst = false,
): RunState {
  const recorder = useRef<Recorder | undefined>(undefined);
  const [state, setState] = useState<RunState>({ kind: 'none' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (python === undefined) {
      recorder.current?.stop();
      setState({ kind: 'none' });
      return;
    }
    recorder.current ??= new Recorder();
    const own = recorder.current;
    let current = true;
    setState({ kind: 'recording', stop: () => own.stop() });
    const live = own.record(python, source, between);
    let opened = false;
    const open = (run: OpenRun): void => {
      if (current && !opened) setState({ kind: 'open', run });
      opened = true;
    };
    live.then(open, ({ message }: Error) => {
      const again = (): void => setTries((n) => n + 1);
      if (current && !opened) setState({ kind: 'failed', message, again });
    });
    if (isFirst && !between)
      fetchFirstRun().then(
        (stored) => open(openStored(stored, live)),
        // Then the worker's own is what is shown.
        () => {},
      );
    return () => {
      current = false;
    };
  }, [python, source, between?.join(), tries]);
  // A worker and its simulator are large: they go with the picture.
  useEffect(() => () => recorder.current?.stop(), []);
  return state;
}

/** The moment after a step; until its state has come, the one that was shown before. */
export function useMoment(run: OpenRun | undefined, at: number): Moment | undefined {
  const [shown, setShown] = useState<
    { readonly run: OpenRun; readonly moment: Moment } | undefined
  >(undefined);
  useEffect(() => {
    if (!run) return;
    const step = Math.min(at, run.facts.steps.length - 1);
    let current = true;
    Promise.all([run.state(step), step > 0 ? run.state(step - 1) : undefined]).then(
      ([state, before]) => {
        if (!current) return;
        setShown({ run, moment: momentOf(run.facts, step, state, before) });
        // The next one is there when it is asked for.
        if (step + 1 < run.facts.steps.length) void run.state(step + 1).catch(() => {});
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [run, at]);
  return shown && shown.run === run ? shown.moment : undefined;
}

/** The same of a question that is asked again for more: the answer before stays until the next has come. */
export function useLastAnswer<T>(
  ask: (() => Promise<T>) | undefined,
  key: string,
  part: string,
): T | undefined {
  const last = useRef<{ readonly key: string; readonly value: T } | undefined>(undefined);
  const value = useAnswer(ask, `${key} ${part}`);
  if (value !== undefined) last.current = { key, value };
  return value ?? (ask && last.current?.key === key ? last.current.value : undefined);
}

/** What was asked for, when it is there; undefined until then, and when the question is another. */
export function useAnswer<T>(ask: (() => Promise<T>) | undefined, key: string): T | undefined {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T } | undefined>(
    undefined,
  );
  useEffect(() => {
    if (!ask) return;
    let current = true;
    ask().then(
      (value) => current && setAnswer({ key, value }),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [key]);
  return answer?.key === key ? answer.value : undefined;
}
