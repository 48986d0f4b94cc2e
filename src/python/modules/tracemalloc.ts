import { DomainFilter, Filter } from '../../tracemalloc/filters';
import type { Snapshot } from '../../tracemalloc/snapshot';
import { asInt, asNumber } from '../objects/index-numbers';
import { collect } from '../objects/iter';
import { repr } from '../objects/repr';
import { truth } from '../objects/truth';
import { untraced } from '../runtime/collect';
import { asText, valueError } from '../runtime/errors';
import { newNone, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { listAdd, newBool, newInt, newList, newStr, newTuple, tupleItems } from '../runtime/values';

import type { Define } from './define';

/** `_tracemalloc`: the native functions under `tracemalloc`'s classes, which are Python. */
export function tracemallocModule(rt: Runtime, define: Define): void {
  const { py, process } = rt;
  const { tracemalloc, tracer } = process;
  /** Snapshots by the lists of their traces. */
  const snapshots = new Map<number, Snapshot>();
  const snapshotOf = (traces: number): Snapshot =>
    snapshots.get(traces) ?? valueError(rt, 'these traces were not taken by take_snapshot()');
  const none = (body: () => void): number => {
    body();
    return newNone(rt);
  };
  define.call('start', 0, 1, ([nframe]) =>
    none(() => tracemalloc.start(nframe === undefined ? 1 : asInt(rt, nframe))),
  );
  define.call('stop', 0, 0, () => none(() => tracemalloc.stop()));
  define.call('is_tracing', 0, 0, () => newBool(rt, tracemalloc.is_tracing()));
  define.call('clear_traces', 0, 0, () => none(() => tracemalloc.clear_traces()));
  define.call('get_traced_memory', 0, 0, () =>
    newTuple(
      rt,
      tracemalloc.get_traced_memory().map((bytes) => newInt(rt, bytes)),
    ),
  );
  define.call('get_tracemalloc_memory', 0, 0, () =>
    newInt(rt, tracemalloc.get_tracemalloc_memory()),
  );
  define.call('get_traceback_limit', 0, 0, () => newInt(rt, tracemalloc.get_traceback_limit()));
  if (rt.behaviour.added.has('tracemalloc.reset_peak'))
    define.call('reset_peak', 0, 0, () => none(() => tracemalloc.reset_peak()));
  define.call('_object_traceback', 1, 1, ([o]) => {
    const traceback = tracer.tracing ? tracer.tracebackOf(o! - py.preWords(py.typeOf(o!))) : 0;
    return traceback === 0 ? newNone(rt) : tracebackTuple(rt, tracer.location(traceback).frames);
  });
  define.call('_get_traces', 0, 0, () => {
    // To 3.13 the list itself is traced when it takes a new block. Its items are not.
    if (!tracer.tracing) return newList(rt, []);
    const before = rt.behaviour.tracesOwnList ? newList(rt, []) : 0;
    rt.system.use('snapshot');
    const snapshot = tracemalloc.take_snapshot();
    const list = before || untraced(rt, () => newList(rt, []));
    untraced(rt, () => fillTraces(rt, list));
    snapshots.set(list, snapshot);
    return list;
  });
  define.call('_taken', 1, 1, ([traces]) => newBool(rt, snapshots.has(traces!)));
  define.call('_release', 1, 1, ([traces]) => none(() => snapshots.delete(traces!)));
  define.call('_statistics', 3, 3, ([traces, key, cumulative]) => {
    const rows = snapshotOf(traces!).statistics(keyType(rt, key!), truth(rt, cumulative!));
    return newList(
      rt,
      rows.map((row) =>
        newTuple(rt, [
          tracebackTuple(rt, [...row.traceback.frames].reverse()),
          newInt(rt, row.size),
          newInt(rt, row.count),
        ]),
      ),
    );
  });
  define.call('_compare', 4, 4, ([traces, old, key, cumulative]) => {
    const rows = snapshotOf(traces!).compare_to(
      snapshotOf(old!),
      keyType(rt, key!),
      truth(rt, cumulative!),
    );
    return newList(
      rt,
      rows.map((row) =>
        newTuple(rt, [
          tracebackTuple(rt, [...row.traceback.frames].reverse()),
          newInt(rt, row.size),
          newInt(rt, row.size_diff),
          newInt(rt, row.count),
          newInt(rt, row.count_diff),
        ]),
      ),
    );
  });
  define.call('_filter', 3, 3, ([traces, filters, kept]) =>
    none(() => {
      const chosen = collect(rt, filters!).map((filter) => filterOf(rt, own(rt, filter)));
      snapshots.set(kept!, snapshotOf(traces!).filter_traces(chosen));
    }),
  );
  define.call('_matches', 3, 3, ([filter, frames, domain]) =>
    newBool(rt, filterOf(rt, filter!).match(asNumber(rt, domain!), framesOf(rt, frames!))),
  );
}

function keyType(rt: Runtime, word: number): 'traceback' | 'filename' | 'lineno' {
  const text = asText(rt, word);
  if (text !== 'traceback' && text !== 'filename' && text !== 'lineno') {
    valueError(rt, `unknown key_type: ${repr(rt, word)}`);
  }
  return text as 'lineno';
}

/** `((filename, lineno), …)`, most recent first. */
function tracebackTuple(
  rt: Runtime,
  frames: readonly { readonly filename: string; readonly lineno: number }[],
): number {
  return newTuple(
    rt,
    frames.map(({ filename, lineno }) => newTuple(rt, [newStr(rt, filename), newInt(rt, lineno)])),
  );
}

/** The frames of such a tuple, oldest first. */
function framesOf(rt: Runtime, word: number): { filename: string; lineno: number }[] {
  const frames = tupleItems(rt, word).map((pair) => {
    const [filename, lineno] = tupleItems(rt, pair);
    return { filename: asText(rt, filename!), lineno: asNumber(rt, lineno!) };
  });
  return frames.reverse();
}

/** A Python filter: `(inclusive, pattern, lineno, all_frames, domain)`; a pattern of None is a DomainFilter. */
function filterOf(rt: Runtime, word: number): Filter | DomainFilter {
  const { py } = rt;
  const [inclusive, pattern, lineno, allFrames, domain] = tupleItems(rt, word) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const on = truth(rt, inclusive);
  const number = (each: number): number | undefined =>
    each === py.none ? undefined : asNumber(rt, each);
  if (pattern === py.none) return new DomainFilter(on, asNumber(rt, domain));
  const line = number(lineno);
  const inDomain = number(domain);
  return new Filter(on, asText(rt, pattern), {
    all_frames: truth(rt, allFrames),
    ...(line === undefined ? {} : { lineno: line }),
    ...(inDomain === undefined ? {} : { domain: inDomain }),
  });
}

/**
 * What `_get_traces()` gives: tuples `(domain, size, traceback, total_nframe)`, made from a copy of the
 * tracer's table that is freed afterwards.
 */
function fillTraces(rt: Runtime, list: number): void {
  const { py, process } = rt;
  const { tracer } = process;
  const copy = tracer.copyTraces();
  const tracebacks = new Map<number, number>();
  tracer.forEach((_block, nbytes, traceback) => {
    let frames = tracebacks.get(traceback);
    if (frames === undefined) {
      frames = tracebackTuple(rt, tracer.location(traceback).frames);
      tracebacks.set(traceback, frames);
    }
    const { total } = tracer.location(traceback);
    const items = [newInt(rt, 0), newInt(rt, nbytes), newRef(rt, frames)];
    if (rt.behaviour.tracesTotal) items.push(newInt(rt, total));
    listAdd(rt, list, newTuple(rt, items));
  });
  for (const frames of tracebacks.values()) py.decref(frames);
  copy();
}
