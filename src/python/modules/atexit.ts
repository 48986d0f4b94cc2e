import { callBorrowed } from '../objects/call';
import { equal } from '../objects/compare';
import type { Keywords } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';

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
    for (const { func, args, keywords } of calls.reverse()) {
      py.decref(callBorrowed(rt, func, args, keywords));
    }
    drop(() => true);
  });
}
