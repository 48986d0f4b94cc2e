import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

/** `time`: sleeping passes on the simulated clock, and lets threads run. */
export function timeModule(rt: Runtime, define: Define): void {
  const seconds = (name: string, read: () => number): void => {
    define.call(name, 0, 0, () => rt.float(read()));
    define.call(`${name}_ns`, 0, 0, () => rt.int(BigInt(Math.round(read() * 1e9))));
  };
  seconds('time', () => rt.clock.time());
  seconds('perf_counter', () => rt.clock.perfCounter());
  seconds('monotonic', () => rt.clock.perfCounter());
  seconds('process_time', () => rt.clock.perfCounter());
  seconds('thread_time', () => rt.clock.perfCounter());
  define.waiting('sleep', 1, 1, {
    begin: ([duration]) => {
      const time = rt.toDouble(duration!);
      if (time < 0) rt.valueError('sleep length must be non-negative');
      return { ready: () => false, until: rt.clock.perfCounter() + time };
    },
    end: () => rt.N(),
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
    return rt.structSequence(
      'time.struct_time',
      names,
      fields.map((field) => rt.int(field)),
    );
  };
  for (const name of ['gmtime', 'localtime']) {
    define.call(name, 0, 1, ([when]) =>
      struct(when === undefined ? rt.clock.time() : rt.toDouble(when)),
    );
  }
  define.call('ctime', 0, 1, ([when]) =>
    rt.str(
      new Date((when === undefined ? rt.clock.time() : rt.toDouble(when)) * 1000).toUTCString(),
    ),
  );
}
