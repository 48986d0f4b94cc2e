import { arenaAt, type Moment, nameChanges, poolAt, shownNames } from './moment';

/* What the page points at by itself: where the line did something that is worth seeing. */

/** A pool in the picture. */
export interface Focus {
  readonly arena: number;
  readonly pool: number;
}

const changes = new WeakMap<Moment, ReadonlySet<string>>();

/** Pools that a step changed, as `arena:pool`. */
export function changedPools(moment: Moment): ReadonlySet<string> {
  const known = changes.get(moment);
  if (known) return known;
  const { state, before } = moment;
  const changed = new Set<string>();
  changes.set(moment, changed);
  if (!before) return changed;
  for (const arena of state.arenas) {
    const then = arenaAt(before, arena.index);
    if (then === arena) continue;
    for (const pool of arena.pools) {
      const was = poolAt(then, pool.index);
      if (was?.blocks !== pool.blocks || was.blockSize !== pool.blockSize)
        changed.add(`${arena.index}:${pool.index}`);
    }
  }
  return changed;
}

/** The object that a step is about: what a name begins to hold, what became garbage, what changed. */
export function focusObject(moment: Moment): number | undefined {
  if (!moment.before) return undefined;
  const { born, moved } = nameChanges(moment);
  const named = born[0] ?? moved[0];
  if (named) return named.address;
  const garbage = moment.state.objects.find(({ unreachable }) => unreachable);
  if (garbage) return garbage.address;
  const touched = moment.state.objects.filter(({ address }) => moment.touched.has(address));
  const container = touched.find(({ edges, type }) => edges.length > 0 && type !== 'module');
  const any = container ?? touched.find(({ type }) => type !== 'module');
  return any?.address ?? shownNames(moment.state.frames, moment.objects)[0]?.address;
}

/** The pool to begin with. */
export function focusPool(moment: Moment): Focus | undefined {
  const { state, step } = moment;
  const changed = changedPools(moment);
  const partly = state.arenas.flatMap((arena) =>
    arena.pools
      .filter(
        (pool) =>
          changed.has(`${arena.index}:${pool.index}`) && pool.used > 0 && pool.used < pool.capacity,
      )
      .map((pool) => ({ arena: arena.index, pool })),
  );
  // After many deaths: a pool that something keeps.
  if (step.freed > 1000) {
    const pinned = [...partly].sort((a, b) => a.pool.used - b.pool.used)[0];
    if (pinned) return { arena: pinned.arena, pool: pinned.pool.index };
  }
  const address = focusObject(moment);
  const place = address === undefined ? undefined : moment.objects.get(address)?.place;
  if (step.allocated > 1000) {
    const latest = partly.at(-1);
    if (latest) return { arena: latest.arena, pool: latest.pool.index };
  }
  if (place) return { arena: place.arena, pool: place.pool };
  if (partly[0]) return { arena: partly[0].arena, pool: partly[0].pool.index };
  const arena = state.arenas[0];
  const pool = arena?.pools.find(({ used }) => used > 0) ?? arena?.pools[0];
  return arena && pool ? { arena: arena.index, pool: pool.index } : undefined;
}

/** The pool of an arena that is worth a look first. */
export function poolOfArena(moment: Moment, index: number): Focus {
  const arena = arenaAt(moment.state, index);
  const changed = changedPools(moment);
  const used = arena?.pools.filter((pool) => pool.used > 0) ?? [];
  const partly = used.filter((pool) => pool.used < pool.capacity);
  const pool =
    partly.find((each) => changed.has(`${index}:${each.index}`)) ??
    partly[0] ??
    used[0] ??
    arena?.pools[0];
  return { arena: index, pool: pool?.index ?? 0 };
}
