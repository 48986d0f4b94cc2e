import { writeStderr } from '../ceval/std-files';
import { formatException } from '../ceval/traceback';
import { writeUnraisable } from '../ceval/unraisable';
import { callBorrowed } from '../objects/call';
import { equal } from '../objects/compare';
import { isException, toPython } from '../runtime/errors';
import type { Keywords } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { PyExc } from '../runtime/thrown';

import type { Define } from './define';

/** `atexit`: functions that run when the program ends, the last one first. */
export function atexitModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  let calls: { readonly func: number; readonly args: number[]; readonly keywords: Keywords }[] = [];
  const drop = (dropped: (func: number) => boolean): void => {
    const gone = calls.filter(({ func }) => dropped(func));
    calls = calls.filter(({ func }) => !dropped(func));
    for (const { func, args, keywords } of gone) {
      for (const word of [func, ...args, ...keywords.map(([, value]) => value)]) py.decref(word);
    }
  };
  const wordsOf = ({ func, args, keywords }: (typeof calls)[number]): number[] => [
    func,
    ...args,
    ...keywords.map(([, value]) => value),
  ];
  rt.holders.push({ place: 'modules/atexit.ts: calls', words: () => calls.flatMap(wordsOf) });
  define.call(
    'register',
    1,
    -1,
    ([func, ...args], keywords = []) => {
      for (const word of [func!, ...args, ...keywords.map(([, value]) => value)]) py.incref(word);
      calls.push({ func: func!, args, keywords });
      return newRef(rt, func!);
    },
    true,
  );
  define.call('unregister', 1, 1, ([func]) => {
    drop((each) => equal(rt, each, func!));
    return newNone(rt);
  });
  rt.atExit.push(() => {
    // Not those that are registered while they run. One that is taken off may be called all the same.
    const running = [...calls].reverse();
    for (const word of running.flatMap(wordsOf)) py.incref(word);
    for (const call of running) {
      const { func, args, keywords } = call;
      try {
        if (rt.behaviour.exitCallsFixed || calls.includes(call))
          py.decref(callBorrowed(rt, func, args, keywords));
      } catch (error) {
        const exc = toPython(rt, error);
        tell(rt, exc, func);
        py.decref(exc.op);
      } finally {
        if (!rt.dead) for (const word of wordsOf(call)) py.decref(word);
      }
    }
    drop(() => true);
  });
}

/** What a function raises is printed; the others run. */
function tell(rt: Runtime, exc: PyExc, func: number): void {
  const message = rt.messages.unraisable.atexit;
  if (message !== null) writeUnraisable(rt, exc.op, func, message);
  else if (!isException(rt, exc, 'SystemExit'))
    writeStderr(rt, `Error in atexit._run_exitfuncs:\n${formatException(rt, exc.op, 'uncaught')}`);
}
