import type { Runtime } from '../runtime';
import type { Define } from './index';

/** A thread that was started. */
interface Thread {
  readonly object: number;
  readonly run: number;
  readonly finish: number;
  readonly daemon: boolean;
  readonly ident: number;
  state: 'ready' | 'running' | 'left' | 'done';
}

/** Ends a thread that waits for longer than the one that waits for it. */
class ThreadLeft extends Error {}

/**
 * `_scheduler`: threads, one at a time. A thread runs when another waits, on top of it, and until it is
 * done; waiting with a timeout passes on the simulated clock.
 */
export function schedulerModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  const threads: Thread[] = [];
  const running: Thread[] = [];
  /** Until when each of those waits that others run on top of. */
  const deadlines: number[] = [];
  const runOne = (): boolean => {
    const thread = threads.find(({ state }) => state === 'ready');
    if (!thread) return false;
    thread.state = 'running';
    running.push(thread);
    const { frame, depth } = rt;
    rt.frame = null;
    try {
      py.decref(rt.callWords(thread.run, []));
      thread.state = 'done';
    } catch (error) {
      if (error instanceof ThreadLeft) {
        thread.state = 'left';
        rt.dead = false;
      } else {
        const exc = rt.toPython(error);
        thread.state = 'done';
        rt.host.write(
          'stderr',
          `Exception in thread ${rt.strOf(rt.getAttr(thread.object, 'name'))}:\n${rt.explain(exc)}`,
        );
        py.decref(exc.op);
      }
    } finally {
      running.pop();
      rt.frame = frame;
      rt.depth = depth;
    }
    // One that had to go counts as done: nobody waits for it any more.
    py.decref(rt.callWords(thread.finish, []));
    for (const word of [thread.object, thread.run, thread.finish]) py.decref(word);
    return true;
  };
  /** Lets others run until something is so, or time is up. */
  const wait = (ready: () => boolean, timeout: number | null): boolean => {
    const deadline = timeout === null ? Infinity : rt.clock.perfCounter() + timeout;
    deadlines.push(deadline);
    try {
      for (;;) {
        if (ready()) return true;
        if (rt.clock.perfCounter() >= deadline) return false;
        if (runOne()) continue;
        const outer = deadlines.slice(0, -1);
        const earliest = Math.min(deadline, ...outer);
        if (earliest === Infinity) {
          if (running.length > 0) throw new ThreadLeft();
          rt.raise_('RuntimeError', 'deadlock: every thread waits for another');
        }
        rt.clock.advanceTo(earliest);
        // Whoever waits beneath goes on first; a thread on top of it cannot be kept.
        if (outer.includes(earliest) && earliest < deadline) throw new ThreadLeft();
      }
    } finally {
      deadlines.pop();
    }
  };
  define.call('start', 4, 4, ([object, run, finish, daemon]) => {
    const ident = 2 + threads.length;
    threads.push({
      object: rt.I(object!),
      run: rt.I(run!),
      finish: rt.I(finish!),
      daemon: rt.truth(daemon!),
      ident,
      state: 'ready',
    });
    return rt.int(ident);
  });
  define.call('wait', 2, 2, ([ready, timeout]) =>
    rt.bool(
      wait(
        () => rt.truthOf(rt.callWords(ready!, [])),
        timeout === py.none ? null : rt.toDouble(timeout!),
      ),
    ),
  );
  define.call('current', 0, 0, () => rt.I(running.at(-1)?.object ?? py.none));
  define.call('count', 0, 0, () =>
    rt.int(threads.filter(({ state }) => state === 'ready' || state === 'running').length),
  );
  rt.sleeping = (seconds) => {
    if (threads.length === 0) rt.clock.advanceTo(rt.clock.perfCounter() + seconds);
    else wait(() => false, seconds);
  };
  rt.atExit.push(() => {
    while (threads.some(({ state, daemon }) => state === 'ready' && !daemon)) runOne();
  });
}
