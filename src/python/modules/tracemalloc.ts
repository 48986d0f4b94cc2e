import { DomainFilter, Filter, type Snapshot } from '../../tracemalloc';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

/** `_tracemalloc`: what `tracemalloc`'s classes, which are Python, stand on. */
export function tracemallocModule(rt: Runtime, define: Define): void {
  const { py, process } = rt;
  const { tracemalloc, tracer } = process;
  /** Snapshots by the lists of their traces. */
  const snapshots = new Map<number, Snapshot>();
  const snapshotOf = (traces: number): Snapshot =>
    snapshots.get(traces) ?? rt.valueError('these traces were not taken by take_snapshot()');
  const none = (body: () => void): number => {
    body();
    return rt.N();
  };
  define.call('start', 0, 1, ([nframe]) =>
    none(() => tracemalloc.start(nframe === undefined ? 1 : rt.number(nframe))),
  );
  define.call('stop', 0, 0, () => none(() => tracemalloc.stop()));
  define.call('is_tracing', 0, 0, () => rt.bool(tracemalloc.is_tracing()));
  define.call('clear_traces', 0, 0, () => none(() => tracemalloc.clear_traces()));
  define.call('get_traced_memory', 0, 0, () =>
    rt.tuple(tracemalloc.get_traced_memory().map((bytes) => rt.int(bytes))),
  );
  define.call('get_tracemalloc_memory', 0, 0, () => rt.int(tracemalloc.get_tracemalloc_memory()));
  define.call('get_traceback_limit', 0, 0, () => rt.int(tracemalloc.get_traceback_limit()));
  if (rt.minor >= 9) define.call('reset_peak', 0, 0, () => none(() => tracemalloc.reset_peak()));
  define.call('_object_traceback', 1, 1, ([o]) => {
    const traceback = tracer.tracing ? tracer.tracebackOf(o! - py.preWords(py.typeOf(o!))) : 0;
    return traceback === 0 ? rt.N() : tracebackTuple(rt, tracer.location(traceback).frames, true);
  });
  define.call('_get_traces', 0, 0, () => {
    // To 3.13 the list is traced itself, as far as it is a new block; what is put into it is not.
    const before = rt.minor <= 13 ? rt.list([]) : 0;
    const snapshot = tracemalloc.take_snapshot();
    const list = before || rt.untraced(() => rt.list([]));
    rt.untraced(() => fillTraces(rt, list));
    snapshots.set(list, snapshot);
    return list;
  });
  define.call('_release', 1, 1, ([traces]) => none(() => snapshots.delete(traces!)));
  define.call('_statistics', 3, 3, ([traces, key, cumulative]) => {
    const rows = snapshotOf(traces!).statistics(keyType(rt, key!), rt.truth(cumulative!));
    return rt.list(
      rows.map((row) =>
        rt.tuple([tracebackTuple(rt, row.traceback.frames), rt.int(row.size), rt.int(row.count)]),
      ),
    );
  });
  define.call('_compare', 4, 4, ([traces, old, key, cumulative]) => {
    const rows = snapshotOf(traces!).compare_to(
      snapshotOf(old!),
      keyType(rt, key!),
      rt.truth(cumulative!),
    );
    return rt.list(
      rows.map((row) =>
        rt.tuple([
          tracebackTuple(rt, row.traceback.frames),
          rt.int(row.size),
          rt.int(row.size_diff),
          rt.int(row.count),
          rt.int(row.count_diff),
        ]),
      ),
    );
  });
  define.call('_filter', 3, 3, ([traces, filters, kept]) =>
    none(() => {
      const of = rt.collect(filters!).map((filter) => filterOf(rt, filter));
      snapshots.set(kept!, snapshotOf(traces!).filter_traces(of));
    }),
  );
  define.call('_matches', 2, 2, ([filter, frames]) =>
    rt.bool(filterOf(rt, filter!).match(0, framesOf(rt, frames!))),
  );
}

function keyType(rt: Runtime, word: number): 'traceback' | 'filename' | 'lineno' {
  const text = rt.text(word);
  if (text !== 'traceback' && text !== 'filename' && text !== 'lineno') {
    rt.valueError(`unknown key_type: ${rt.repr(word)}`);
  }
  return text as 'lineno';
}

/** `((filename, lineno), …)`, oldest first as a Traceback has them; `newestFirst` turns them around. */
function tracebackTuple(
  rt: Runtime,
  frames: readonly { readonly filename: string; readonly lineno: number }[],
  newestFirst = false,
): number {
  const ordered = newestFirst ? [...frames].reverse() : frames;
  return rt.tuple(
    ordered.map(({ filename, lineno }) => rt.tuple([rt.str(filename), rt.int(lineno)])),
  );
}

function framesOf(rt: Runtime, word: number): { filename: string; lineno: number }[] {
  return rt.tupleItems(word).map((pair) => {
    const [filename, lineno] = rt.tupleItems(pair);
    return { filename: rt.text(filename!), lineno: rt.number(lineno!) };
  });
}

/** A Python filter: `(inclusive, pattern, lineno, all_frames, domain)`; a pattern of None is a DomainFilter. */
function filterOf(rt: Runtime, word: number): Filter | DomainFilter {
  const { py } = rt;
  const [inclusive, pattern, lineno, allFrames, domain] = rt.tupleItems(word) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const on = rt.truth(inclusive);
  const number = (each: number): number | undefined =>
    each === py.none ? undefined : rt.number(each);
  if (pattern === py.none) return new DomainFilter(on, rt.number(domain));
  const line = number(lineno);
  const of = number(domain);
  return new Filter(on, rt.text(pattern), {
    all_frames: rt.truth(allFrames),
    ...(line === undefined ? {} : { lineno: line }),
    ...(of === undefined ? {} : { domain: of }),
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
    const items = [rt.int(0), rt.int(nbytes), rt.I(frames)];
    if (rt.minor >= 9) items.push(rt.int(total));
    rt.listAdd(list, rt.tuple(items));
  });
  for (const frames of tracebacks.values()) py.decref(frames);
  copy();
}
