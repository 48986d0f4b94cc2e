import { writeUnraisable } from '../ceval/unraisable';
import { callWords } from '../objects/call';
import { asInt, countOf } from '../objects/index-numbers';
import { nativeOf } from '../runtime/define';
import { toPython, typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, typeName } from '../runtime/type-checks';
import {
  dictGet,
  dictPut,
  internName,
  isStatic,
  isStaticObject,
  listAdd,
  listItems,
  newBool,
  newDict,
  newFloat,
  newInt,
  newList,
  newSsize,
  newStr,
  newTuple,
} from '../runtime/values';

import type { Define } from './define';

const FLAGS = {
  DEBUG_STATS: 1,
  DEBUG_COLLECTABLE: 2,
  DEBUG_UNCOLLECTABLE: 4,
  DEBUG_SAVEALL: 32,
  DEBUG_LEAK: 38,
};

function hasIndex(rt: Runtime, op: number): boolean {
  return isInt(rt, op) || special(rt, rt.py.typeOf(op), '__index__') !== 0;
}

/** `gc`. */
export function gcModule(rt: Runtime, define: Define): void {
  const { py, process } = rt;
  const { gc } = process;
  const none = (body: () => void): number => {
    body();
    return newNone(rt);
  };
  define.call(
    'collect',
    0,
    1,
    ([given]) => {
      if (given !== undefined && !isInt(rt, given)) {
        const name = typeName(rt, given);
        typeError(rt, rt.messages.notAGeneration(name));
      }
      const number = given === undefined ? 2 : asInt(rt, given);
      if (number < 0 || number > 2) valueError(rt, 'invalid generation');
      return newInt(rt, py.gc.collecting ? 0 : gc.collect(number));
    },
    'generation',
  );
  define.call('enable', 0, 0, () => none(() => gc.enable()));
  define.call('disable', 0, 0, () => none(() => gc.disable()));
  define.call('isenabled', 0, 0, () => newBool(rt, gc.isenabled()));
  define.call('get_count', 0, 0, () => {
    const counts = gc.get_count();
    return newTuple(
      rt,
      counts.map((count) => newInt(rt, count)),
    );
  });
  define.call('get_threshold', 0, 0, () =>
    newTuple(
      rt,
      gc.get_threshold().map((value) => newInt(rt, value)),
    ),
  );
  define.call('set_threshold', 1, 3, (args) =>
    none(() => {
      const [first, second, third] = args.map((word) => asInt(rt, word));
      gc.set_threshold(first!, second, third);
    }),
  );
  define.call('get_debug', 0, 0, () => newInt(rt, gc.get_debug()));
  define.call('set_debug', 1, 1, ([flags]) => none(() => gc.set_debug(asInt(rt, flags!))));
  define.call('freeze', 0, 0, () => none(() => gc.freeze()));
  define.call('unfreeze', 0, 0, () => none(() => gc.unfreeze()));
  define.call('get_freeze_count', 0, 0, () => newSsize(rt, gc.get_freeze_count()));
  define.call('is_tracked', 1, 1, ([o]) => newBool(rt, tracked(rt, o!)));
  if (rt.behaviour.added.has('gc.is_finalized'))
    define.call('is_finalized', 1, 1, ([o]) =>
      newBool(rt, py.isGc(py.typeOf(o!)) && !isStatic(rt, o!) && py.gc.isFinalized(o!)),
    );
  define.call(
    'get_objects',
    0,
    1,
    ([given]) => {
      if (given !== undefined && given !== py.none && !hasIndex(rt, given))
        typeError(rt, `argument should be integer or None, not '${typeName(rt, given)}'`);
      const number = given === undefined || given === py.none ? undefined : countOf(rt, given);
      // -1 is CPython's own word for all of them.
      if (number !== undefined && number < -1)
        valueError(rt, 'generation parameter cannot be negative');
      if (number !== undefined && number > 2) {
        valueError(
          rt,
          'generation parameter must be less than the number of available generations (3)',
        );
      }
      const words = process.collector.getObjects(number === -1 ? undefined : number);
      return newList(
        rt,
        words.map((op) => newRef(rt, op)),
      );
    },
    'generation',
  );
  define.call('get_referents', 0, -1, (args) =>
    newList(
      rt,
      args.flatMap((o) => referents(rt, o)).map((op) => newRef(rt, op)),
    ),
  );
  define.call('get_referrers', 0, -1, (args, _keywords, packed) => {
    const found = process.collector.getReferrers(args).filter((op) => op !== packed);
    return newList(
      rt,
      found.map((op) => newRef(rt, op)),
    );
  });
  define.call('get_stats', 0, 0, () =>
    newList(
      rt,
      gc.get_stats().map((stats, generation) => {
        const dict = newDict(rt);
        for (const [key, value] of Object.entries(stats))
          dictPut(rt, dict, key, newInt(rt, value as number));
        if (stats.candidates !== undefined)
          dictPut(rt, dict, 'duration', newFloat(rt, durations[generation]!));
        return dict;
      }),
    ),
  );
  for (const [name, value] of Object.entries(FLAGS)) define.value(name, newInt(rt, value));
  /** Seconds that collections of each generation took, and when the one that runs began. */
  const durations = [0, 0, 0];
  let began = 0;
  const callbacks = newList(rt, []);
  define.value('callbacks', callbacks);
  const garbage = newList(rt, []);
  define.value('garbage', garbage);
  gc.callbacks.push((phase, info) => {
    const duration = phase === 'start' ? 0 : rt.system.clock.perfCounter() - began;
    if (phase === 'start') began = rt.system.clock.perfCounter();
    else durations[info.generation]! += duration;
    if (phase === 'stop') {
      for (const op of process.collector.garbage.splice(0)) listAdd(rt, garbage, op);
    }
    for (const callback of listItems(rt, callbacks)) {
      const dict = newDict(rt);
      for (const [key, value] of Object.entries(info)) {
        dictPut(rt, dict, key, newInt(rt, value as number));
      }
      if (info.candidates !== undefined) dictPut(rt, dict, 'duration', newFloat(rt, duration));
      try {
        py.decref(callWords(rt, callback, [newStr(rt, phase), dict]));
      } catch (error) {
        const exc = toPython(rt, error);
        writeUnraisable(rt, exc.op, callback, rt.messages.unraisable.gc);
        py.decref(exc.op);
      }
    }
  });
}

/** What an object shows to the collector, borrowed. A module's function shows its module, and that one's name. */
function referents(rt: Runtime, o: number): number[] {
  const { process, py } = rt;
  if (!py.isGc(py.typeOf(o))) return [];
  if (py.typeOf(o) !== rt.nativeType || !isStaticObject(rt, o))
    return process.collector.getReferents(o);
  const name = nativeOf(rt, o).owner ?? 'builtins';
  const module = dictGet(rt, rt.modules, name);
  return module === 0 ? [] : [module, internName(rt, name)];
}

/** `gc.is_tracked(o)`. */
function tracked(rt: Runtime, o: number): boolean {
  const { py } = rt;
  const descriptors = [rt.methodDescriptor, rt.wrapperDescriptor, rt.getsetType, rt.memberType];
  if ([rt.nativeType, ...descriptors].includes(py.typeOf(o))) return true;
  return py.isGc(py.typeOf(o)) && !isStatic(rt, o) && py.gc.isTracked(o);
}
