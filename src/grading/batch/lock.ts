import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GradingError } from '../submission';

/*
 * One grader at a time in a folder. Each puts a file of its own there and then looks at the others': of
 * two that start together at least one sees the other, and whoever sees a living one withdraws. A grader
 * of this machine lives if its process does; one of another machine or container if it still touches its
 * file. (`proper-lockfile` knows only the second way, so that after a kill it would wait each time, and
 * has had no release since 2021; Node has no flock.)
 */

const NAME = /^grader-[\w-]+\.lock$/;
const TOUCHED_EVERY = 2_000;
const SILENT_AFTER = 10_000;
/** Whose clock is not ours may be some seconds off. */
const LONG_SILENT = 60_000;

interface Owner {
  readonly pid: number;
  /** The machine and its process table. */
  readonly where: string;
  /** Of the process: a number that is given out again has another. */
  readonly started: string;
}

/** Takes the folder. @returns what gives it back @throws GradingError when a grader works in it */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const name = `grader-${process.pid}-${randomUUID().slice(0, 8)}.lock`;
  const path = join(folder, name);
  const me: Owner = { pid: process.pid, where: here(), started: startOf(process.pid) };
  writeFileSync(path, JSON.stringify(me), { flag: 'wx' });
  const release = (): void => rmSync(path, { force: true });
  try {
    for (const other of readdirSync(folder).filter((file) => NAME.test(file) && file !== name)) {
      if (await lives(join(folder, other))) {
        throw new GradingError(
          `another grader works in ${folder} (its mark is ${other}): wait until it ends, or give another folder`,
        );
      }
      rmSync(join(folder, other), { force: true });
    }
  } catch (error) {
    release();
    throw error;
  }
  const touch = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // The folder is away: the next result that is written says so.
    }
  }, TOUCHED_EVERY).unref();
  return () => {
    clearInterval(touch);
    release();
  };
}

async function lives(path: string): Promise<boolean> {
  let owner: Partial<Owner>;
  try {
    owner = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Away by now, or killed before it had written: the second is silent.
    owner = {};
  }
  if (owner.where === here() && owner.pid !== undefined) {
    return isRunning(owner.pid) && startOf(owner.pid) === owner.started;
  }
  const touched = (): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = touched();
  if (Date.now() - before > LONG_SILENT) return false;
  for (let waited = 0; waited < SILENT_AFTER && before !== 0; waited += 250) {
    await sleep(250);
    const now = touched();
    if (now !== before) return now !== 0;
  }
  return false;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** This machine since it was started; a container is another. */
function here(): string {
  return [
    hostname(),
    orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    orNothing(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');
}

/** When a process started, in ticks since the machine did (proc(5), field 22 of stat). */
function startOf(pid: number): string {
  return orNothing(
    () =>
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19]!,
  );
}

/** What Linux says; nothing where there is no /proc. */
function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
