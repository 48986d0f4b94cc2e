import type {
  ArenaMapState,
  FrameState,
  ObjectState,
  PoolMap,
  RecordedStep,
  RecordingInfo,
  StepState,
} from '../../../recording/types';

/*
 * One step of a recorded run as the page shows it: the state after its line, beside the state before.
 */

/** What the page has of a run from the beginning; states come step by step. */
export interface RunFacts {
  readonly info: RecordingInfo;
  readonly steps: readonly RecordedStep[];
}

export interface Moment {
  readonly run: RunFacts;
  readonly step: RecordedStep;
  readonly state: StepState;
  /** The step and the state before; at the start there are none. */
  readonly stepBefore: RecordedStep | undefined;
  readonly before: StepState | undefined;
  /** Objects by address. */
  readonly objects: ReadonlyMap<number, ObjectState>;
  readonly objectsBefore: ReadonlyMap<number, ObjectState>;
  /** Objects that are new, or hold or are something else than before. */
  readonly touched: ReadonlySet<number>;
}

const byAddress = (state: StepState | undefined): Map<number, ObjectState> =>
  new Map(state?.objects.map((object) => [object.address, object]));

export function momentOf(
  run: RunFacts,
  at: number,
  state: StepState,
  before: StepState | undefined,
): Moment {
  const objects = byAddress(state);
  const objectsBefore = byAddress(before);
  const touched = new Set<number>();
  if (before) {
    for (const [address, object] of objects)
      if (!same(object, objectsBefore.get(address))) touched.add(address);
  }
  return {
    run,
    step: run.steps[at]!,
    state,
    stepBefore: run.steps[at - 1],
    before,
    objects,
    objectsBefore,
    touched,
  };
}

function same(a: ObjectState, b: ObjectState | undefined): boolean {
  return (
    b !== undefined &&
    a.type === b.type &&
    a.value === b.value &&
    a.length === b.length &&
    a.size === b.size &&
    a.more === b.more &&
    a.edges.length === b.edges.length &&
    a.edges.every(({ to, label }, i) => to === b.edges[i]!.to && label === b.edges[i]!.label) &&
    a.parts.length === b.parts.length &&
    a.parts.every(
      ({ address, nbytes }, i) => address === b.parts[i]!.address && nbytes === b.parts[i]!.nbytes,
    )
  );
}

/** A name in the picture. */
export interface ShownName {
  readonly name: string;
  /** The function that it is in, when that is not the program itself. */
  readonly of: string | undefined;
  readonly address: number;
}

const hidden = (name: string): boolean => /^__.*__$|^\./.test(name);

/** The names that lead to objects, the innermost call's first; modules and Python's own names are left out. */
export function shownNames(
  frames: readonly FrameState[],
  objects: ReadonlyMap<number, ObjectState>,
): ShownName[] {
  return frames.flatMap(({ function: of, names }, depth) =>
    names
      .filter(({ name, address }) => {
        const object = objects.get(address);
        return !hidden(name) && object !== undefined && object.type !== 'module';
      })
      .map(({ name, address }) => ({
        name,
        of: depth < frames.length - 1 ? of : undefined,
        address,
      })),
  );
}

/** What a name is called where calls have names of their own. */
export const nameKey = ({ name, of }: ShownName): string => (of ? `${of}.${name}` : name);

export interface NameChanges {
  readonly born: readonly ShownName[];
  readonly died: readonly ShownName[];
  /** Names that hold another object than before. */
  readonly moved: readonly ShownName[];
}

/** What the facts of a step say of names that are shown; those of a call that is over are in none of the lists. */
export function nameChanges({ state, objects, objectsBefore }: Moment): NameChanges {
  const [born, died, moved]: ShownName[][] = [[], [], []];
  for (const fact of state.facts) {
    if (fact.kind !== 'bound' && fact.kind !== 'unbound') continue;
    const { name, address, function: of } = fact;
    const object = (fact.kind === 'bound' ? objects : objectsBefore).get(address);
    if (!object || hidden(name) || object.type === 'module') continue;
    const list = fact.kind === 'unbound' ? died : fact.before === undefined ? born : moved;
    list!.push({ name, of: of === '<module>' ? undefined : of, address });
  }
  return { born: born!, died: died!, moved: moved! };
}

/** What a block is: in use, dead on a free list of objects, unreachable, free, never touched. */
export type BlockLetter = 'u' | 'k' | 'g' | 'f' | 'n';

const spread = new WeakMap<PoolMap, readonly BlockLetter[]>();

/** A pool's blocks, a letter each. */
export function blockLetters(pool: PoolMap): readonly BlockLetter[] {
  const known = spread.get(pool);
  if (known) return known;
  const letters: BlockLetter[] = [];
  for (const [, letter, count] of pool.blocks.matchAll(/([a-z])(\d+)/g))
    for (let i = Number(count); i > 0; i--) letters.push(letter as BlockLetter);
  spread.set(pool, letters);
  return letters;
}

export const arenaAt = (state: StepState | undefined, index: number): ArenaMapState | undefined =>
  state?.arenas.find((arena) => arena.index === index);

export const poolAt = (arena: ArenaMapState | undefined, index: number): PoolMap | undefined =>
  arena?.pools.find((pool) => pool.index === index);

/** What a block is at a moment; undefined where its pool has blocks of another size, or is not there. */
export function letterOf(
  state: StepState | undefined,
  place: ObjectState['place'],
): BlockLetter | undefined {
  const pool = place && poolAt(arenaAt(state, place.arena), place.pool);
  return pool?.blockSize === place?.blockSize && pool
    ? blockLetters(pool)[place!.block]
    : undefined;
}

/** What became of an object that is not in the picture any more. */
export function fateOf({ state }: Moment, { place }: ObjectState): 'freed' | 'kept' | 'alive' {
  if (!place) return 'alive';
  // Of a pool that is not there block by block nothing is known.
  if (poolAt(arenaAt(state, place.arena), place.pool)?.blocks === '') return 'alive';
  const letter = letterOf(state, place);
  if (letter === 'k') return 'kept';
  return letter === 'u' || letter === 'g' ? 'alive' : 'freed';
}
