import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PoolMap, StepState } from '../../../recording/types';
import type { OpenRun } from '../../client/microscope';
import { bytes, counted } from '../numbers';
import { ArenaTile, Tiles, tilesOf } from './arenas';
import { Blocks } from './blocks';
import { article } from './bytes';
import { changedPools, type Focus, focusPool, poolOfArena } from './focus';
import { arenaAt, type Moment, poolAt } from './moment';
import { Pools } from './pools';
import { useAnswer } from './use-run';

export interface HeapProps {
  readonly moment: Moment;
  /** The pool that the reader chose; without one, where the step did something. */
  readonly focus: Focus | undefined;
  /** The object that is picked: its blocks are outlined. */
  readonly picked: number | undefined;
  /** The run, to ask it for a pool; none in a picture that cannot be touched. */
  readonly run?: OpenRun | undefined;
  /** The version, where two are side by side. */
  readonly version?: string;
  onFocus(focus: Focus): void;
  onPick(address: number): void;
  /** Asks what keeps an arena. */
  onPins?(arena: number): void;
}

/** The heap as three pictures, one inside the other: arenas, the pools of one, the blocks of one. */
export function Heap({ moment, focus, picked, run, version, onFocus, onPick, onPins }: HeapProps) {
  const { state, step } = moment;
  const { poolSize, arenaSize } = moment.run.info;
  const shown = focus && arenaAt(state, focus.arena) ? focus : focusPool(moment);
  const changed = changedPools(moment);
  const wedge = useRef<SVGSVGElement>(null);
  const [from, setFrom] = useState<readonly [number, number]>([0, 60]);
  const tile = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (!tile.current || !wedge.current) return;
    const a = tile.current.getBoundingClientRect();
    const b = wedge.current.getBoundingClientRect();
    if (b.width === 0) return;
    const place = (x: number): number => Math.round(((x - b.left) / b.width) * 496);
    const next = [place(a.left), place(a.right)] as const;
    if (next[0] !== from[0] || next[1] !== from[1]) setFrom(next);
  });
  const arena = shown && arenaAt(state, shown.arena);
  const pool = usePool(run, shown, step.step, state);
  const poolBefore = usePool(run, shown, step.step - 1, moment.before);
  return (
    <section class="heap" aria-label={version ? `Heap of Python ${version}` : 'Heap'}>
      <h2 class="t">
        {version ? (
          <>
            <span class="vs">Python {version}</span>{' '}
            <small class="num">
              {bytes(step.rss)} resident · {counted(state.arenas.length, 'arena')} of{' '}
              {whole(arenaSize)}
            </small>
          </>
        ) : (
          <>
            Heap{' '}
            <small class="num">
              {counted(state.arenas.length, 'arena')} of {whole(arenaSize)}, in pools of{' '}
              {whole(poolSize)}
            </small>
          </>
        )}
      </h2>
      <Tiles>
        {tilesOf(moment).map((each) => (
          <ArenaTile
            key={`${each.index} ${each.kind}`}
            ref={each.index === shown?.arena && each.kind !== 'returned' ? tile : undefined}
            tile={each}
            changed={changed}
            pressed={each.index === shown?.arena && each.kind !== 'returned'}
            onClick={() => onFocus(poolOfArena(moment, each.index))}
          />
        ))}
      </Tiles>
      {shown && arena && (
        <>
          <svg
            ref={wedge}
            class="wedge"
            viewBox="0 0 496 22"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path d={`M${from[0]} 0L${from[1]} 0L496 22L0 22z`} />
          </svg>
          <p class="level">
            <b>Arena {arena.index}</b> · each pool’s block size, and how full it is
            {onPins && moment.step.step > 0 && (
              <button type="button" class="link asks" onClick={() => onPins(arena.index)}>
                what keeps it?
              </button>
            )}
          </p>
          <Pools arena={arena} focus={shown.pool} changed={changed} onFocus={onFocus} />
          <Blocks
            moment={moment}
            focus={shown}
            pool={pool}
            before={poolBefore}
            picked={picked}
            onPick={onPick}
          />
        </>
      )}
      <LargeBlocks moment={moment} />
    </section>
  );
}

/** A pool at a step block by block: from the state, or from the run where the state has only its counts. */
function usePool(
  run: OpenRun | undefined,
  focus: Focus | undefined,
  step: number,
  state: StepState | undefined,
): PoolMap | undefined {
  const known = focus && poolAt(arenaAt(state, focus.arena), focus.pool);
  const cut = known?.blocks === '' && run;
  const asked = useAnswer(
    cut ? () => run.pool(step, focus!.arena, focus!.pool) : undefined,
    `${run?.facts.info.python} ${step} ${focus?.arena} ${focus?.pool}`,
  );
  return cut ? asked : known;
}

const whole = (n: number): string => (n >= 2 ** 20 ? `${n / 2 ** 20} MiB` : `${n / 1024} KiB`);

/** From this size on, a block outside the arenas is drawn. */
const LARGE = 4096;

/** What the objects have from the C library: bars, since it lies in no arena. */
function LargeBlocks({ moment }: { readonly moment: Moment }) {
  const blocks = moment.state.objects
    .flatMap(({ type, parts }) => parts.map((part) => ({ type, ...part })))
    .filter(({ place, nbytes }) => !place && nbytes > LARGE)
    .sort((a, b) => b.nbytes - a.nbytes);
  const [largest] = blocks;
  if (!largest) return null;
  const shown = blocks.slice(0, 6);
  return (
    <div class="outside">
      Outside the arenas, from the C library:
      {shown.map(({ address, nbytes, name, type }) => (
        <span key={address}>
          <i style={{ width: `${Math.max(1, (nbytes / largest.nbytes) * 100)}%` }} />
          <b class="num">
            {bytes(nbytes)} <span class="m">{name}</span> of {article(type)} {type}
          </b>
        </span>
      ))}
      {blocks.length > shown.length && (
        <small>{counted(blocks.length - shown.length, 'smaller one')} not drawn</small>
      )}
    </div>
  );
}
