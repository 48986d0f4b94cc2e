import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PlayerData } from '../../../charts/player';
import { type Address, addressText, NOTHING_OPEN } from './address';
import { Notice, Waiting } from './choices';
import { Player } from './player';
import { usePlayer } from './use-player';

export interface LessonPlayerProps extends PlayerData {
  /** Its picture, as HTML, until it can be stepped; empty where there is none. */
  readonly still: string;
  /** The way from the page to the site's first. */
  readonly root: string;
}

/** The microscope's player inside a lesson: a program of the lesson's, and the pictures that it is about. */
export function LessonPlayer({ still, root, program, show, ...start }: LessonPlayerProps) {
  const [address, setAddress] = useState<Address>({
    ...NOTHING_OPEN,
    python: start.python,
    beside: start.beside,
    step: start.step,
    program,
  });
  const change = (by: Partial<Address>): void => setAddress((before) => ({ ...before, ...by }));
  const player = usePlayer(address, program, change);
  const { first, second, moment } = player;
  const { python, beside } = address;
  const place = useSteadyHeight();
  return (
    <div class={`microscope${beside ? ' compare' : ''}`}>
      <Notice state={first} python={python} />
      {beside && <Notice state={second} python={beside} />}
      <Waiting player={player} python={python} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of what has the focus inside */}
      <div ref={place} onKeyDown={player.press}>
        {moment ? (
          <Player player={player} address={address} panels={show} change={change} />
        ) : (
          <div class="still" dangerouslySetInnerHTML={{ __html: still }} />
        )}
      </div>
      <p class="note">
        Python {python}
        {beside && ` beside ${beside}`}. <kbd>←</kbd> <kbd>→</kbd> step, the space bar plays.{' '}
        <a href={`${root}microscope.html${addressText(address)}`}>Open it in the microscope</a> to
        see every byte, or to change the program.
      </p>
    </div>
  );
}

/** What is below keeps its place: an element gets no lower again. */
function useSteadyHeight() {
  const place = useRef<HTMLDivElement>(null);
  const most = useRef({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const { clientWidth: width } = element;
    if (most.current.width !== width) {
      element.style.minHeight = '';
      most.current = { width, height: 0 };
    }
    most.current.height = Math.max(most.current.height, element.clientHeight);
    element.style.minHeight = `${most.current.height}px`;
  });
  return place;
}
