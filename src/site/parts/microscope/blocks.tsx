import type { ObjectState, PoolMap } from '../../../recording/types';
import { spaced } from '../numbers';
import type { Focus } from './focus';
import { titleOf } from './graph';
import { arenaAt, type BlockLetter, blockLetters, type Moment, poolAt } from './moment';
import { COLUMNS, WIDTH } from './pools';

interface BlocksProps {
  readonly moment: Moment;
  readonly focus: Focus;
  /** The pool, and as it was a step before; undefined where it was never used, or is not there yet. */
  readonly pool: PoolMap | undefined;
  readonly before: PoolMap | undefined;
  readonly picked: number | undefined;
  onPick(address: number): void;
}

/** What a square says: how the block is, and whether this step made it so. */
type Look = 'use' | 'now' | 'kept' | 'garbage' | 'gone' | 'free' | 'never';

const KEY: readonly (readonly [look: Look, words: string])[] = [
  ['use', 'in use'],
  ['now', 'just allocated'],
  ['gone', 'just freed'],
  ['garbage', 'garbage'],
  ['kept', 'on a free list'],
  ['free', 'free'],
  ['never', 'never touched'],
];

const inUse = (letter: BlockLetter | undefined): boolean =>
  letter === 'u' || letter === 'g' || letter === 'k';

function lookOf(now: BlockLetter, before: BlockLetter | undefined, hasBefore: boolean): Look {
  if (now === 'g') return 'garbage';
  if (now === 'k') return 'kept';
  if (now === 'u') return hasBefore && !inUse(before) ? 'now' : 'use';
  if (inUse(before)) return 'gone';
  return now === 'f' ? 'free' : 'never';
}

/** Columns that show a pool's blocks in a handful of rows. */
function columnsFor(capacity: number): number {
  if (capacity > 600) return 51;
  if (capacity > 300) return 34;
  if (capacity > 150) return 24;
  if (capacity > 80) return 17;
  return capacity > 40 ? 12 : 8;
}

/** The blocks of one pool, and under them how many of each kind. */
export function Blocks({ moment, focus, pool, before: was, picked, onPick }: BlocksProps) {
  const x = (focus.pool % COLUMNS) * (WIDTH / COLUMNS);
  const head = (words: string) => (
    <>
      <svg class="wedge" viewBox="0 0 496 22" preserveAspectRatio="none" aria-hidden="true">
        <path d={`M${x} 0L${x + WIDTH / COLUMNS - 2} 0L496 22L0 22z`} />
      </svg>
      <p class="level">
        <b>Pool {focus.pool}</b> · {words}
      </p>
    </>
  );
  if (!pool)
    return head(poolAt(arenaAt(moment.state, focus.arena), focus.pool) ? '…' : 'never used');
  const letters = blockLetters(pool);
  const before = was?.blockSize === pool.blockSize ? blockLetters(was) : [];
  const looks = letters.map((letter, i) => lookOf(letter, before[i], moment.before !== undefined));
  const owners = ownersIn(moment, focus);
  const columns = columnsFor(pool.capacity);
  const cell = WIDTH / columns;
  const height = Math.min(cell, pool.capacity > 300 ? 11.5 : 19);
  const rows = Math.ceil(pool.capacity / columns);
  const counts = new Map<Look, number>();
  for (const look of looks) counts.set(look, (counts.get(look) ?? 0) + 1);
  const many = (counts.get('gone') ?? 0) > 90;
  return (
    <>
      {head(`${spaced(pool.capacity)} blocks of ${pool.blockSize} bytes, after a header of 48`)}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: what lies here is reached by its object's box */}
      <svg
        class="blocks"
        role="img"
        aria-label={`Blocks of pool ${focus.pool}`}
        viewBox={`-2 -2 ${WIDTH + 4} ${rows * height + 4}`}
        onClick={(event) => {
          const index = (event.target as Element).getAttribute('data-block');
          const owner = index === null ? undefined : owners.get(Number(index));
          if (owner) onPick(owner.object.address);
        }}
      >
        {looks.map((look, i) => {
          const left = (i % columns) * cell;
          const top = Math.floor(i / columns) * height;
          const owner = owners.get(i);
          const label = owner?.part ?? owner?.object.type;
          const wide = cell - 2;
          return (
            <g key={i}>
              <rect
                class={`block ${look}${look === 'gone' && many ? ' many' : ''}`}
                data-block={i}
                x={left + 0.5}
                y={top + 0.5}
                width={wide}
                height={height - 2}
                rx="1.5"
              >
                <title>{`block ${i}: ${spoken(look, owner)}`}</title>
              </rect>
              {look === 'gone' && !many && wide > 7 && (
                <path
                  class="cross"
                  d={`M${left + wide * 0.3} ${top + height * 0.28}l${wide * 0.4} ${height * 0.36}m0 ${-height * 0.36}l${-wide * 0.4} ${height * 0.36}`}
                />
              )}
              {look === 'kept' && wide > 5 && (
                <circle
                  class="point"
                  cx={left + 0.5 + wide / 2}
                  cy={top + height / 2 - 0.5}
                  r={Math.min(2, wide / 5)}
                />
              )}
              {owner && owner.object.address === picked && wide > 7 && (
                <rect
                  class="block picked"
                  x={left - 0.6}
                  y={top - 0.6}
                  width={wide + 2.2}
                  height={height + 0.2}
                  rx="2.5"
                />
              )}
              {label !== undefined && wide > label.length * 6.4 + 4 && (
                <text
                  x={left + wide / 2}
                  y={top + height / 2 + 3.5}
                  text-anchor="middle"
                  class="in"
                >
                  {label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <ul class="counts num">
        {KEY.filter(([look]) => counts.has(look)).map(([look, words]) => (
          <li key={look}>
            <svg viewBox="0 0 13 13" aria-hidden="true">
              <rect class={`block ${look}`} x="1" y="1" width="11" height="11" rx="1.5" />
              {look === 'gone' && <path class="cross" d="M4 4l5 5m0-5l-5 5" />}
              {look === 'kept' && <circle class="point" cx="6.5" cy="6.5" r="1.8" />}
            </svg>
            {words} <b>{spaced(counts.get(look)!)}</b>
          </li>
        ))}
      </ul>
      {counts.has('free') && (
        <p class="note">
          <b>Free</b>: the next object of this size gets it, of whatever type.
        </p>
      )}
      {counts.has('kept') && (
        <p class="note">
          <b>On a free list</b>: a dead object keeps its block, for the next of its type.
        </p>
      )}
    </>
  );
}

interface Owner {
  readonly object: ObjectState;
  /** The part of it that lies there; undefined for the object itself. */
  readonly part: string | undefined;
}

/** Which of the objects in the picture lie in a pool, by the place of their blocks. */
function ownersIn({ state }: Moment, { arena, pool }: Focus): Map<number, Owner> {
  const owners = new Map<number, Owner>();
  for (const object of state.objects) {
    const { place } = object;
    if (place?.arena === arena && place.pool === pool)
      owners.set(place.block, { object, part: undefined });
    for (const { name, place: at } of object.parts)
      if (at?.arena === arena && at.pool === pool) owners.set(at.block, { object, part: name });
  }
  return owners;
}

function spoken(look: Look, owner: Owner | undefined): string {
  if (owner) {
    const { object, part } = owner;
    const title = titleOf(object);
    return `${part ? `${part} of ` : ''}${title === object.value ? `${object.type} ${title}` : title}`;
  }
  return KEY.find(([each]) => each === look)![1];
}
