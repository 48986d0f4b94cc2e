import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

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
  define.call(
    'register',
    1,
    -1,
    ([func, ...args], keywords = []) => {
      for (const word of [func!, ...args, ...keywords.map(([, value]) => value)]) py.incref(word);
      calls.push({ func: func!, args, keywords });
      return rt.I(func!);
    },
    true,
  );
  define.call('unregister', 1, 1, ([func]) => {
    drop((each) => rt.equal(each, func!));
    return rt.N();
  });
  rt.atExit.push(() => {
    for (const { func, args, keywords } of calls.reverse()) {
      py.decref(rt.callBorrowed(func, args, keywords));
    }
    drop(() => true);
  });
}
