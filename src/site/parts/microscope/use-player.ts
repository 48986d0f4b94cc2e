import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenRun } from '../../client/microscope';
import type { Address } from './address';
import type { Moment } from './moment';
import { type RunState, useMoment, useRun } from './use-run';

/*
 * A program that is recorded, and where one is in it. The page and the players of lessons show it, each in its way.
 */

/** Steps at a time. */
export const STRIDES = [1, 10, 100, 1000] as const;

/** Milliseconds a line. */
export const PACES = [
  [2400, '½×'],
  [1200, '1×'],
  [600, '2×'],
] as const;

export interface PlayerState {
  /** Its run, and that of the second version. */
  readonly first: RunState;
  readonly second: RunState;
  readonly run: OpenRun | undefined;
  /** What is shown; undefined until the first run is recorded. */
  readonly moment: Moment | undefined;
  readonly otherMoment: Moment | undefined;
  readonly at: number;
  readonly last: number;
  readonly playing: boolean;
  readonly pace: number;
  /** Steps that one press of a key, and each beat of playing, goes on. */
  readonly stride: number;
  go(step: number): void;
  play(on: boolean): void;
  setPace(pace: number): void;
  setStride(stride: number): void;
  /** Does what a key says, when it is one of the player's. */
  press(event: KeyboardEvent): void;
}

/**
 * Records a program, and steps through it.
 * @param change changes what is shown
 * @param isFirst it is the one whose run is in a file
 */
export function usePlayer(
  address: Address,
  source: string,
  change: (by: Partial<Address>) => void,
  isFirst = false,
): PlayerState {
  const { python, beside, between } = address;
  const first = useRun(python, source, between, isFirst);
  const second = useRun(beside, source, between);
  const run = first.kind === 'open' ? first.run : undefined;
  const other = second.kind === 'open' ? second.run : undefined;
  const last = run ? run.facts.steps.length - 1 : 0;
  const at = Math.min(address.step, last);
  const moment = useMoment(run, at);
  const otherMoment = useMoment(other, at);
  const [pace, setPace] = useState<number>(PACES[1][0]);
  const [stride, setStride] = useState<number>(STRIDES[0]);
  const [playing, play] = useState(address.play);
  const go = (step: number): void =>
    change({ step: Math.max(0, Math.min(last, step)), object: undefined, pool: undefined });

  // The clock reads where it is when it strikes.
  const clock = useRef({ at, last, stride, go });
  clock.current = { at, last, stride, go };
  useEffect(() => {
    if (!playing || !run) return;
    if (clock.current.at === clock.current.last) clock.current.go(0);
    const timer = setInterval(() => {
      const now = clock.current;
      if (now.at >= now.last) play(false);
      else now.go(now.at + now.stride);
    }, pace);
    return () => clearInterval(timer);
  }, [playing, pace, run]);

  const press = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (/^(SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable) return;
    const inRange = target.tagName === 'INPUT';
    const now = clock.current;
    if (event.key === 'ArrowRight' && !inRange) now.go(now.at + now.stride);
    else if (event.key === 'ArrowLeft' && !inRange) now.go(now.at - now.stride);
    else if (event.key === ' ' && target.tagName !== 'BUTTON') play((on) => !on);
    else if (event.key === 'Home' && !inRange) now.go(0);
    else if (event.key === 'End' && !inRange) now.go(now.last);
    else return;
    event.preventDefault();
  };
  return {
    first,
    second,
    run,
    moment,
    otherMoment: beside ? otherMoment : undefined,
    at,
    last,
    playing,
    pace,
    stride,
    go,
    play,
    setPace,
    setStride,
    press,
  };
}
