import { toDouble } from '../objects/arithmetic';
import { structSequence } from '../objects/struct-sequence';
import { valueError } from '../runtime/errors';
import { newNone } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newFloat, newInt, newStr } from '../runtime/values';

import type { Define } from './define';

/** `time`: sleeping passes on the simulated clock, and lets threads run. */
export function timeModule(rt: Runtime, define: Define): void {
  const seconds = (name: string, read: () => number): void => {
    define.call(name, 0, 0, () => newFloat(rt, read()));
    define.call(`${name}_ns`, 0, 0, () => newInt(rt, BigInt(Math.round(read() * 1e9))));
  };
  seconds('time', () => rt.system.clock.time());
  seconds('perf_counter', () => rt.system.clock.perfCounter());
  seconds('monotonic', () => rt.system.clock.perfCounter());
  seconds('process_time', () => rt.system.clock.perfCounter());
  seconds('thread_time', () => rt.system.clock.perfCounter());
  define.waiting('sleep', 1, 1, {
    begin: ([duration]) => {
      const time = toDouble(rt, duration!);
      if (time < 0) valueError(rt, 'sleep length must be non-negative');
      return { ready: () => false, until: rt.system.clock.perfCounter() + time };
    },
    end: () => newNone(rt),
  });
  const struct = (time: number): number => {
    const date = new Date(time * 1000);
    const fields = [
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      (date.getUTCDay() + 6) % 7,
      1 + Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 864e5),
      0,
    ];
    const names = [
      'tm_year',
      'tm_mon',
      'tm_mday',
      'tm_hour',
      'tm_min',
      'tm_sec',
      'tm_wday',
      'tm_yday',
      'tm_isdst',
    ];
    return structSequence(
      rt,
      'time.struct_time',
      names,
      fields.map((field) => newInt(rt, field)),
    );
  };
  for (const name of ['gmtime', 'localtime']) {
    define.call(name, 0, 1, ([when]) =>
      struct(when === undefined ? rt.system.clock.time() : toDouble(rt, when)),
    );
  }
  define.call('ctime', 0, 1, ([when]) =>
    newStr(
      rt,
      new Date(
        (when === undefined ? rt.system.clock.time() : toDouble(rt, when)) * 1000,
      ).toUTCString(),
    ),
  );
}
