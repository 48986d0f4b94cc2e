import { PyCell_New } from '../../objects/field-objects';
import { Cell } from '../../objects/structs';
import type { AfterCollection, ImportCollections, ImportRow } from '../../versions/types';
import { untraced } from '../runtime/collect';
import type { Runtime } from '../runtime/runtime';

/*
 * What imports do to the collector: CPython makes some thousands of objects in an import, so it collects in the
 * middle of it, and leaves garbage. Modules are not CPython's here, so this was recorded
 * (tools/oracle/import_collections.py).
 */

/** Collections, collected, candidates. */
const STATS = [0, 1, 3] as const;

/** The collector as a program's first line finds it. */
export function beginCollector(rt: Runtime): void {
  const { gc, version } = rt.py;
  const { counts, collections } = version.startUp!.collector.start;
  for (const [generation, count] of counts.entries()) gc.setCount(generation, count);
  for (const [generation, runs] of collections.entries()) gc.addStat(generation, 0, runs);
}

/** What a module leaves beside those that it loads and that are there already. */
function rest(
  rt: Runtime,
  { off }: ImportCollections,
  known: ImportCollections,
  whole: ImportRow,
): ImportRow {
  const { gc } = rt.py;
  const count = gc.count(0);
  const growth = Math.max(0, off[1] - off[0] - (known.off[1] - known.off[0]));
  const garbage = Math.max(0, off[3] - known.off[3]);
  const limit = gc.threshold(0) + 1;
  if (!gc.enabled || limit === 1) return [count, count + growth, 0, garbage, off[4]];
  const collections = Math.floor((count + growth) / limit);
  const left = collections === 0 ? garbage : Math.min(garbage, whole[3]);
  return [count, (count + growth) % limit, collections, left, off[4]];
}

/**
 * The row for as many allocated objects as there are; between two rows its count grows, unless they have the same.
 * @param loaded effects of modules that it would load, and that are there already
 * @param spared objects that the import need not allocate, as they wait on free lists
 */
export function rowOf(
  rt: Runtime,
  effect: ImportCollections,
  loaded: readonly ImportCollections[],
  spared: number,
): ImportRow {
  const { off, rows } = effect;
  const { gc } = rt.py;
  const count = gc.count(0) - spared;
  const growth = ({ off: [before, after] }: ImportCollections): number => after - before;
  const [known] = [...loaded].sort((a, b) => growth(b) - growth(a));
  const shifted = ([before, after, ...rest]: ImportRow): ImportRow => [
    count,
    Math.max(0, after + count - before),
    ...rest,
  ];
  if (!gc.enabled || gc.threshold(0) === 0 || rows.length === 0) {
    const whole = shifted(off);
    return known ? rest(rt, effect, known, whole) : whole;
  }
  const at = Math.max(0, rows.filter(([before]) => before <= count).length - 1);
  const [row, next] = [rows[at]!, rows[at + 1]];
  const grows = next === undefined || next[1] !== row[1];
  const whole = grows ? shifted(row) : row;
  return known ? rest(rt, effect, known, whole) : whole;
}

/** The row of an import whose free lists a full collection has emptied. */
export function rowAfterCollection(
  rt: Runtime,
  { growth, garbage }: AfterCollection,
  count: number,
  spared: number,
): ImportRow {
  const { gc } = rt.py;
  const limit = gc.threshold(0) + 1;
  const after = count + Math.max(0, growth - spared);
  if (!gc.enabled || limit === 1 || after < limit) return [count, after, 0, garbage, -1];
  return [count, after % limit, Math.floor(after / limit), garbage, -1];
}

/** Collects what is new, and nobody is told. */
function collectQuietly(rt: Runtime): void {
  const { gc } = rt.py;
  const [debug, older] = [gc.debug, gc.count(1)];
  const stats = STATS.map((which) => gc.stat(0, which));
  gc.debug = 0;
  gc.collecting = true;
  for (const _ of rt.process.collector.steps(0));
  gc.collecting = false;
  gc.debug = debug;
  gc.setCount(1, older);
  for (const [i, which] of STATS.entries()) gc.addStat(0, which, stats[i]! - gc.stat(0, which));
}

/**
 * Loads a module as if it took no objects of the collector's, which has run as often as `row` says, and left that
 * garbage.
 */
export function loadUncounted(rt: Runtime, row: ImportRow | undefined, load: () => void): void {
  const { py, process } = rt;
  const { gc } = py;
  const [, after = gc.count(0), collections = 0, garbage = 0] = row ?? [];
  for (let i = 0; i < collections; i++)
    process.collector.collect(gc.count(1) > gc.threshold(1) ? 1 : 0);
  const { aside } = process.collector;
  const { enabled } = gc;
  gc.merge(gc.head(0), aside);
  gc.enabled = false;
  try {
    load();
    collectQuietly(rt);
    untraced(rt, () => {
      for (let i = 0; i < garbage; i++) leaveGarbage(rt);
    });
  } finally {
    gc.merge(gc.head(0), aside);
    gc.merge(aside, gc.head(0));
    gc.enabled = enabled;
    gc.setCount(0, after);
  }
}

/** What an interpreter makes at once when it needs something for the first time, and keeps but for some garbage. */
export function makeUncounted(rt: Runtime, { growth, garbage }: AfterCollection): void {
  const { gc } = rt.py;
  const row = rowAfterCollection(rt, { growth, garbage, waits: {} }, gc.count(0), 0);
  loadUncounted(rt, row, () => {});
  gc.setCount(0, row[1]);
}

/** An object that only itself refers to, of a kind that no free list keeps. */
function leaveGarbage(rt: Runtime): void {
  const cell = PyCell_New(rt.py);
  rt.py.store(cell + Cell.REF, cell);
}
