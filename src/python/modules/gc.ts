import { PyDict_SetItem } from '../../objects';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

const FLAGS = {
  DEBUG_STATS: 1,
  DEBUG_COLLECTABLE: 2,
  DEBUG_UNCOLLECTABLE: 4,
  DEBUG_SAVEALL: 32,
  DEBUG_LEAK: 38,
};

/** `gc`. */
export function gcModule(rt: Runtime, define: Define): void {
  const { py, process } = rt;
  const { gc } = process;
  const none = (body: () => void): number => {
    body();
    return rt.N();
  };
  define.call(
    'collect',
    0,
    1,
    ([generation], keywords) => {
      const given = generation ?? keywords?.[0]?.[1];
      if (given !== undefined && !rt.isInt(given)) {
        const name = rt.typeName(given);
        rt.typeError(
          rt.minor >= 10
            ? `'${name}' object cannot be interpreted as an integer`
            : `an integer is required (got type ${name})`,
        );
      }
      const number = given === undefined ? 2 : rt.number(given);
      if (number < 0 || number > 2) rt.valueError('invalid generation');
      return rt.int(py.gc.collecting ? 0 : gc.collect(number));
    },
    true,
  );
  define.call('enable', 0, 0, () => none(() => gc.enable()));
  define.call('disable', 0, 0, () => none(() => gc.disable()));
  define.call('isenabled', 0, 0, () => rt.bool(gc.isenabled()));
  define.call('get_count', 0, 0, () => {
    const counts = gc.get_count();
    return rt.tuple(counts.map((count) => rt.int(count)));
  });
  define.call('get_threshold', 0, 0, () =>
    rt.tuple(gc.get_threshold().map((value) => rt.int(value))),
  );
  define.call('set_threshold', 1, 3, (args) =>
    none(() => {
      const [first, second, third] = args.map((word) => rt.number(word));
      gc.set_threshold(first!, second, third);
    }),
  );
  define.call('get_debug', 0, 0, () => rt.int(gc.get_debug()));
  define.call('set_debug', 1, 1, ([flags]) => none(() => gc.set_debug(rt.number(flags!))));
  define.call('freeze', 0, 0, () => none(() => gc.freeze()));
  define.call('unfreeze', 0, 0, () => none(() => gc.unfreeze()));
  define.call('get_freeze_count', 0, 0, () => rt.count(gc.get_freeze_count()));
  define.call('is_tracked', 1, 1, ([o]) => rt.bool(tracked(rt, o!)));
  if (rt.minor >= 9)
    define.call('is_finalized', 1, 1, ([o]) =>
      rt.bool(py.isGc(py.typeOf(o!)) && !rt.isStatic(o!) && py.gc.isFinalized(o!)),
    );
  define.call(
    'get_objects',
    0,
    1,
    ([generation], keywords) => {
      const given = generation ?? keywords?.[0]?.[1];
      const words = process.collector.getObjects(
        given === undefined || given === py.none ? undefined : rt.number(given),
      );
      return rt.list(words.map(rt.I));
    },
    true,
  );
  define.call('get_referents', 0, -1, (args) =>
    rt.list(
      args
        .flatMap((o) => (py.isGc(py.typeOf(o)) ? process.collector.getReferents(o) : []))
        .map(rt.I),
    ),
  );
  define.call('get_referrers', 0, -1, (args) =>
    rt.list(process.collector.getReferrers(args).map(rt.I)),
  );
  define.call('get_stats', 0, 0, () =>
    rt.list(
      gc.get_stats().map((stats, generation) => {
        const dict = rt.newDict();
        for (const [key, value] of Object.entries(stats))
          rt.dictPut(dict, key, rt.int(value as number));
        if (stats.candidates !== undefined)
          rt.dictPut(dict, 'duration', rt.float(durations[generation]!));
        return dict;
      }),
    ),
  );
  for (const [name, value] of Object.entries(FLAGS)) define.value(name, rt.int(value));
  /** Seconds that collections of each generation took, and when the one that runs began. */
  const durations = [0, 0, 0];
  let began = 0;
  const callbacks = rt.list([]);
  define.value('callbacks', callbacks);
  const garbage = rt.list([]);
  define.value('garbage', garbage);
  gc.callbacks.push((phase, info) => {
    const duration = phase === 'start' ? 0 : rt.clock.perfCounter() - began;
    if (phase === 'start') began = rt.clock.perfCounter();
    else durations[info.generation]! += duration;
    if (phase === 'stop') {
      for (const op of process.collector.garbage.splice(0)) rt.listAdd(garbage, op);
    }
    for (const callback of rt.listItems(callbacks)) {
      const dict = rt.newDict();
      for (const [key, value] of Object.entries(info)) {
        PyDict_SetItem(py, dict, rt.name(key), rt.int(value as number));
      }
      if (info.candidates !== undefined) rt.dictPut(dict, 'duration', rt.float(duration));
      py.decref(rt.callWords(callback, [rt.str(phase), dict]));
    }
  });
}

/** `gc.is_tracked(o)`. */
function tracked(rt: Runtime, o: number): boolean {
  const { py } = rt;
  if (py.typeOf(o) === py.type('builtin_function_or_method')) return true;
  return py.isGc(py.typeOf(o)) && !rt.isStatic(o) && py.gc.isTracked(o);
}
