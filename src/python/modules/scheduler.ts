import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

/** `_scheduler`: what `threading`, which is Python, stands on. */
export function schedulerModule(rt: Runtime, define: Define): void {
  const { py, scheduler } = rt;
  let idents = 1;
  define.call('start', 4, 4, ([object, run, finish, daemon]) => {
    rt.scheduler.start(object!, run!, finish!, rt.truth(daemon!));
    return rt.N();
  });
  define.call('ident', 0, 0, () => rt.int(++idents));
  define.waiting('wait', 2, 2, {
    begin: ([ready, timeout]) => ({
      ready: () => rt.truthOf(rt.callWords(ready!, [])),
      until:
        timeout === py.none
          ? Infinity
          : rt.clock.perfCounter() + Math.max(0, rt.toDouble(timeout!)),
    }),
    end: (wait) => rt.bool(wait.ready()),
  });
  define.call('current', 0, 0, () => rt.I(scheduler.current || py.none));
  rt.atExit.push(() => scheduler.shutdown());
}
