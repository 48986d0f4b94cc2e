import type { AddressSpace } from '../../memory/address-space';
import type { Clock } from './clock';
import {
  Blocked,
  type ProcessEntry,
  type ProcessGroup,
  SystemError,
  type Use,
} from './process-group';
import type { ReplayLog } from './replay-log';
import type { Run } from './run';

/** The kernel's answer: a result and the time until which it took, or why there is no result. */
type Outcome<T> = { readonly value: T; readonly now: number } | { readonly error: SystemError };

/** The system calls of one process, whose answers are on its log. */
export class System {
  constructor(
    private readonly group: ProcessGroup,
    private readonly member: ProcessEntry,
    private readonly log: ReplayLog,
    readonly clock: Clock,
    private readonly memory: AddressSpace,
    /** What the process ran so far. */
    private readonly runs: readonly Run[],
  ) {}

  /**
   * Asks the kernel, or the log, for an answer that may be another one the next time. A process that has to
   * wait keeps what it needs to go on.
   */
  ask<T>(question: () => T): T {
    const outcome = this.log.answer((): Outcome<T> => {
      try {
        const value = question();
        return { value, now: this.group.now };
      } catch (error) {
        if (error instanceof Blocked)
          this.group.suspend(this.member, this.runs, this.log, this.memory);
        if (error instanceof SystemError) return { error };
        throw error;
      }
    });
    if ('error' in outcome) throw outcome.error;
    if (outcome.now > 0) this.clock.advanceTo(outcome.now);
    return outcome.value;
  }

  /** The process makes use of something that somebody may watch. */
  use(use: Use): void {
    this.group.onUse?.(use);
  }

  pid(): number {
    return this.ask(() => this.member.pid);
  }

  parentPid(): number {
    return this.ask(() => this.member.parent?.pid ?? this.member.pid - 1);
  }

  /** @returns the child's id, or 0 in the child */
  fork(): number {
    return this.ask(() => this.group.fork(this.member, this.runs, this.log, this.memory));
  }

  /** @returns the child's id and status, or zeros when none ended. @throws SystemError */
  waitFor(pid: number, wait: boolean): readonly [number, number] {
    return this.ask(() => this.group.waitFor(this.member, pid, wait) ?? [0, 0]);
  }

  /** @returns the descriptors to read from and to write to */
  pipe(): readonly [number, number] {
    return this.ask(() => this.group.pipe(this.member));
  }

  /** @throws SystemError */
  read(descriptor: number, count: number): readonly number[] {
    return this.ask(() => this.group.read(this.member, descriptor, count));
  }

  /** @throws SystemError */
  write(descriptor: number, bytes: Uint8Array): void {
    this.ask(() => this.group.write(this.member, descriptor, bytes));
  }

  /** @throws SystemError */
  close(descriptor: number): void {
    this.ask(() => this.group.close(this.member, descriptor));
  }

  /** The memory of another process. */
  memoryOf(pid: number): AddressSpace | undefined {
    return this.group.memoryOf(pid);
  }

  /** Others run until a moment of the clock. */
  sleep(until: number): void {
    this.ask(() => this.group.sleep(this.member, until));
  }
}
