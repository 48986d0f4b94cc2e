import type { AddressSpace } from '../../memory/address-space';
import type { ReplayLog } from './replay-log';
import type { Run } from './run';
import type { Wait } from './wait';

/** One direction of bytes between processes (pipe(2)). */
interface Pipe {
  readonly bytes: number[];
  readers: number;
  writers: number;
}

interface Descriptor {
  readonly pipe: Pipe;
  readonly end: 'readers' | 'writers';
}

/** A process of the group. */
export class ProcessEntry {
  /** What it ran, and what the system answered. Running that again leads to the place where it continues. */
  runs: Run[] = [];
  answers: unknown[] = [];
  /** Its memory, while it does not run. */
  memory: AddressSpace | undefined;
  /** `ready` may go on; `blocked` waits for something; `reaped` was waited for. */
  state: 'ready' | 'running' | 'blocked' | 'done' | 'reaped' = 'running';
  /** Whether it continues in the `fork` that made it (which returns 0), or in a call that waited. */
  isNew = true;
  /** What it waits for, while it is blocked. */
  wait: Wait = { ready: () => true, until: Infinity };
  /** As `waitpid` gives it. */
  status = 0;

  constructor(
    readonly pid: number,
    readonly parent: ProcessEntry | null,
    readonly descriptors = new Map<number, Descriptor>(),
  ) {}
}

/** Stops a process that waits for one beneath it on the JavaScript stack. It is run again later. */
export class Blocked extends Error {}

/** Why a system call failed: the number and the text of the `OSError`. */
export class SystemError extends Error {
  constructor(
    readonly errno: number,
    readonly type: 'OSError' | 'ChildProcessError' | 'BrokenPipeError',
    message: string,
  ) {
    super(message);
  }
}

/** What a program can keep things in beside its own heap, and what it can start beside itself. */
export type Use = 'file' | 'pipe' | 'child' | 'thread' | 'code' | 'snapshot';

/** How a member is run: until it is done (its status), or throws Blocked. */
export type Start = (member: ProcessEntry) => number;

/**
 * The processes that came from one by `os.fork()`, and their pipes. They take turns: a child runs when
 * another process waits (for it, for a pipe, for time to pass), on top of that one, until it is done or
 * has to wait for one beneath it.
 */
export class ProcessGroup {
  private readonly members: ProcessEntry[] = [];
  private nextPid = 4242;
  private nextDescriptor = 3;
  /** What the processes wait for that others run on top of. */
  private readonly waiting: Wait[] = [];
  /** The latest moment that somebody slept until. */
  now = 0;
  /** Is told of each use, by any of the processes. What it throws, no handler of the program catches. */
  onUse: ((use: Use) => void) | undefined;
  readonly root = new ProcessEntry(this.nextPid++, null);

  constructor(private readonly start: Start) {}

  /** `fork`: the child is there, and waits for its turn. @returns its process id */
  fork(parent: ProcessEntry, runs: readonly Run[], log: ReplayLog, memory: AddressSpace): number {
    this.onUse?.('child');
    const child = new ProcessEntry(this.nextPid++, parent, new Map(parent.descriptors));
    for (const { pipe, end } of child.descriptors.values()) pipe[end]++;
    child.runs = [...runs];
    child.answers = log.answers;
    child.memory = memory.fork();
    child.state = 'ready';
    this.members.push(child);
    return child.pid;
  }

  /** The process to run next, when there is one before a moment; those that sleep come last. */
  private next(before: number): ProcessEntry | undefined {
    const ready = this.members.find(
      ({ state, wait }) => state === 'ready' || (state === 'blocked' && wait.ready()),
    );
    if (ready) return ready;
    const sleeping = this.members
      .filter(({ state, wait }) => state === 'blocked' && wait.until < before)
      .sort((a, b) => a.wait.until - b.wait.until);
    return sleeping[0];
  }

  /**
   * Lets others run until a condition holds or a moment is reached. A child that would wait for longer than
   * one beneath it gives up its turn.
   */
  private await(member: ProcessEntry, wait: Wait): void {
    this.waiting.push(wait);
    try {
      while (!wait.ready()) {
        const next = this.next(wait.until);
        if (!next) break;
        if (next.wait.until < Infinity) this.now = Math.max(this.now, next.wait.until);
        this.run(next);
      }
    } finally {
      this.waiting.pop();
    }
    if (wait.ready()) return;
    const beneath = this.waiting.some(({ ready, until }) => ready() || until < wait.until);
    if (wait.until < Infinity && !beneath) {
      this.now = Math.max(this.now, wait.until);
      return;
    }
    if (member.parent === null)
      throw new SystemError(35, 'OSError', 'Resource deadlock avoided: every process waits');
    member.wait = wait;
    throw new Blocked();
  }

  private run(member: ProcessEntry): void {
    member.state = 'running';
    try {
      member.status = this.start(member);
      this.ended(member);
    } catch (error) {
      if (!(error instanceof Blocked)) {
        this.ended(member);
        throw error;
      }
      member.state = 'blocked';
    }
  }

  private ended(member: ProcessEntry): void {
    member.state = 'done';
    for (const descriptor of [...member.descriptors.keys()]) this.close(member, descriptor);
  }

  /** Lets every process run that can, once the first one has ended. */
  settle(): void {
    for (let next = this.next(Infinity); next; next = this.next(Infinity)) this.run(next);
  }

  /** Others run until a moment of the clock. */
  sleep(member: ProcessEntry, until: number): void {
    this.await(member, { ready: () => false, until });
  }

  // ---------------------------------------------------------------- system calls

  /** `waitpid`: the child's id and status; null when none ended and nobody wants to wait. */
  waitFor(parent: ProcessEntry, pid: number, wait: boolean): readonly [number, number] | null {
    const children = this.members.filter(
      (member) =>
        member.parent === parent && member.state !== 'reaped' && (pid <= 0 || member.pid === pid),
    );
    if (children.length === 0) throw new SystemError(10, 'ChildProcessError', 'No child processes');
    const done = (): ProcessEntry | undefined => children.find(({ state }) => state === 'done');
    if (wait) this.await(parent, { ready: () => done() !== undefined, until: Infinity });
    const child = done();
    if (!child) return null;
    child.state = 'reaped';
    return [child.pid, child.status];
  }

  pipe(member: ProcessEntry): [number, number] {
    this.onUse?.('pipe');
    const pipe: Pipe = { bytes: [], readers: 1, writers: 1 };
    const descriptors = [this.nextDescriptor++, this.nextDescriptor++] as [number, number];
    member.descriptors.set(descriptors[0], { pipe, end: 'readers' });
    member.descriptors.set(descriptors[1], { pipe, end: 'writers' });
    return descriptors;
  }

  private descriptor(member: ProcessEntry, number: number, end?: Descriptor['end']): Descriptor {
    const found = member.descriptors.get(number);
    if (!found || (end && found.end !== end))
      throw new SystemError(9, 'OSError', 'Bad file descriptor');
    return found;
  }

  /** `read`: at most `count` bytes; none at the end. */
  read(member: ProcessEntry, descriptor: number, count: number): number[] {
    const { pipe } = this.descriptor(member, descriptor, 'readers');
    const ready = (): boolean => pipe.bytes.length > 0 || pipe.writers === 0;
    this.await(member, { ready, until: Infinity });
    return pipe.bytes.splice(0, count);
  }

  write(member: ProcessEntry, descriptor: number, bytes: Uint8Array): void {
    const { pipe } = this.descriptor(member, descriptor, 'writers');
    if (pipe.readers === 0) throw new SystemError(32, 'BrokenPipeError', 'Broken pipe');
    for (const byte of bytes) pipe.bytes.push(byte);
  }

  close(member: ProcessEntry, descriptor: number): void {
    const { pipe, end } = this.descriptor(member, descriptor);
    pipe[end]--;
    member.descriptors.delete(descriptor);
  }

  /** A child gives up its turn: it is run again with the same answers. */
  suspend(member: ProcessEntry, runs: readonly Run[], log: ReplayLog, memory: AddressSpace): void {
    member.runs = [...runs];
    member.answers = log.answers;
    member.memory = memory.fork();
    member.isNew = false;
  }

  /** The memory of a process that is not running now. */
  memoryOf(pid: number): AddressSpace | undefined {
    return this.members.find((member) => member.pid === pid)?.memory;
  }
}
