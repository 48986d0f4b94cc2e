import { toDouble } from '../objects/arithmetic';
import { callWords } from '../objects/call';
import { truth, truthOf } from '../objects/truth';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newBool, newInt } from '../runtime/values';

import type { Define } from './define';

/** `_scheduler`: the functions of `threading` that are not Python. */
export function schedulerModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  let idents = 1;
  define.call('start', 4, 4, ([object, run, finish, daemon]) => {
    rt.threads.start(object!, run!, finish!, truth(rt, daemon!));
    return newNone(rt);
  });
  define.call('ident', 0, 0, () => newInt(rt, ++idents));
  define.waiting('wait', 2, 2, {
    begin: ([ready, timeout]) => ({
      ready: () => truthOf(rt, callWords(rt, ready!, [])),
      until:
        timeout === py.none
          ? Infinity
          : rt.system.clock.perfCounter() + Math.max(0, toDouble(rt, timeout!)),
    }),
    end: (wait) => newBool(rt, wait.ready()),
  });
  define.call('current', 0, 0, () => newRef(rt, rt.threads.current || py.none));
  rt.atExit.push(() => rt.threads.shutdown());
}
