import { callWords } from '../objects/call';
import { getAttrString } from '../objects/getattr';
import { strOf } from '../objects/repr';
import type { Wait } from '../os/wait';
import { isException, raiseError, toPython } from '../runtime/errors';
import type { Frame } from '../runtime/frame';
import { newRef } from '../runtime/refs';
import type { Runtime, Threads } from '../runtime/runtime';
import { flushStdout } from '../runtime/stdout';
import type { PyExc } from '../runtime/thrown';
import { explainException } from './explain';
import { threadedCallStack } from './threaded-calls';

/** A thread that was started. Owns references to its three objects. */
interface Thread {
  /** The `threading.Thread`, its `run`, and the function that marks it as done. */
  readonly object: number;
  readonly run: number;
  readonly finish: number;
  readonly daemon: boolean;
  readonly body: Generator<Wait, number, void>;
  /** What it waits for; null while it runs. */
  wait: Wait | null;
  /** Its part of the interpreter's state, while it does not run. */
  state: ThreadState;
}

/** What each thread has for itself (`PyThreadState`). */
interface ThreadState {
  readonly frame: Frame | null;
  readonly depth: number;
  readonly handled: PyExc | null;
  readonly returned: number;
  readonly owned: number[];
}

/** A thread that was not run yet. */
const START: Wait = { ready: () => true, until: Infinity };

/**
 * The threads of one interpreter, which take turns: the one that runs holds the GIL until it waits or ends.
 * The first thread, whose code runs in the form that cannot stop, lets the others run while it waits, and now
 * and then in its loops.
 */
export class Scheduler implements Threads {
  private threads: Thread[] = [];
  /** Threads under way. All but the last are stopped in code that cannot be left. */
  private readonly running: Thread[] = [];
  /** Where each of those was called from that run: the frames of the threads under them. */
  private readonly interrupted: (Frame | null)[] = [];

  constructor(private readonly rt: Runtime) {
    rt.holders.push({
      place: 'ceval/threads.ts: threads',
      words: () =>
        this.threads.flatMap(({ object, run, finish, state }) => [
          object,
          run,
          finish,
          ...state.owned,
        ]),
    });
  }

  /** Starts a thread, which runs at once until it waits. Takes references of its own. */
  start(object: number, run: number, finish: number, daemon: boolean): void {
    const { rt } = this;
    rt.system.use('thread');
    const thread: Thread = {
      object: newRef(rt, object),
      run: newRef(rt, run),
      finish: newRef(rt, finish),
      daemon,
      body: threadedCallStack(rt, newRef(rt, run), [], undefined, 0),
      wait: START,
      state: { frame: null, depth: 0, handled: null, returned: 0, owned: [] },
    };
    this.threads.push(thread);
    this.step(thread);
  }

  /** The `threading.Thread` that runs, borrowed; 0 in the first thread. */
  get current(): number {
    return this.running.at(-1)?.object ?? 0;
  }

  get otherFrames(): readonly Frame[] {
    const waiting = this.threads.filter((thread) => !this.running.includes(thread));
    const under = [...this.interrupted].reverse();
    return [...under, ...waiting.map(({ state }) => state.frame)].flatMap((frame) => frame ?? []);
  }

  get others(): boolean {
    return this.threads.length > 0;
  }

  /** Whether a wait is over. */
  private over({ ready, until }: Wait): boolean {
    return ready() || (until < Infinity && this.rt.system.clock.perfCounter() >= until);
  }

  /** Runs a thread that can go on, the one that waited longest. @returns whether there was one */
  private runOne(): boolean {
    const thread = this.threads.find(({ wait }) => wait !== null && this.over(wait));
    if (!thread) return false;
    this.threads = [...this.threads.filter((each) => each !== thread), thread];
    this.step(thread);
    return true;
  }

  /** Lets others run until a condition holds, or its time is up. @returns whether it holds */
  wait(wait: Wait): boolean {
    const { rt } = this;
    for (;;) {
      if (wait.ready()) return true;
      if (wait.until < Infinity && rt.system.clock.perfCounter() >= wait.until) return false;
      if (this.runOne()) continue;
      const times = this.threads.flatMap((thread) => (thread.wait ? [thread.wait.until] : []));
      const until = Math.min(wait.until, ...times);
      if (until === Infinity) {
        raiseError(rt, 'RuntimeError', 'deadlock: every thread waits for another');
      }
      rt.system.sleep(until);
      rt.system.clock.advanceTo(until);
    }
  }

  /** Gives other threads a turn, as the first thread does in long loops. */
  yield(): void {
    if (this.threads.length === 0 || this.running.length > 0) return;
    for (let turns = this.threads.length; turns > 0 && this.runOne(); turns--);
  }

  /** Waits for all threads that are no daemons. */
  shutdown(): void {
    const ready = (): boolean => this.threads.every(({ daemon }) => daemon);
    if (!ready()) this.wait({ ready, until: Infinity });
  }

  /** Runs a thread until it waits or ends. */
  private step(thread: Thread): void {
    const { rt } = this;
    const { frame, depth, handled, returned, owned } = rt;
    const before = { frame, depth, handled, returned, owned };
    Object.assign(rt, thread.state);
    thread.wait = null;
    this.running.push(thread);
    this.interrupted.push(frame);
    try {
      const { done, value } = thread.body.next();
      if (done) {
        rt.py.decref(value);
        this.ended(thread);
      } else thread.wait = value;
    } catch (error) {
      const exc = toPython(rt, error);
      if (!isException(rt, exc, 'SystemExit')) this.report(thread, exc);
      rt.py.decref(exc.op);
      this.ended(thread);
    } finally {
      this.running.pop();
      this.interrupted.pop();
      const { frame, depth, handled, returned, owned } = rt;
      thread.state = { frame, depth, handled, returned, owned };
      Object.assign(rt, before);
    }
  }

  private report(thread: Thread, exc: PyExc): void {
    const { rt } = this;
    const name = getAttrString(rt, thread.object, 'name');
    flushStdout(rt);
    rt.host.write(
      'stderr',
      `Exception in thread ${strOf(rt, name)}:\n${explainException(rt, exc)}`,
    );
    rt.py.decref(name);
  }

  private ended(thread: Thread): void {
    const { rt } = this;
    rt.frame = null;
    this.threads = this.threads.filter((each) => each !== thread);
    rt.py.decref(callWords(rt, thread.finish, []));
    for (const word of [thread.object, thread.run, thread.finish]) rt.py.decref(word);
  }
}
