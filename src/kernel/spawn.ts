import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Starts a Node process. */
export function spawnNode(args: readonly string[], options: SpawnOptions): ChildProcess {
  return spawnProgram(process.execPath, args, options);
}

/**
 * Starts a process. Simulated processes reserve address space that the host has to account for
 * when it forks, and those that nothing refers to any more still count until they are collected: so a
 * fork that finds no room (ENOMEM) is tried once more after a collection.
 */
export function spawnProgram(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  try {
    return spawn(file, args, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOMEM') throw error;
  }
  releaseBuffers();
  try {
    return spawn(file, args, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOMEM') throw error;
    throw new Error(
      'no memory to start a process (ENOMEM): too many simulated processes are in use here; let some go, or give them a smaller address space (`size`)',
      { cause: error },
    );
  }
}

/** Gives the memory of buffers that nothing refers to back to the host. */
export function releaseBuffers(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  // The first hands its buffers to a thread that unmaps them; the second waits for that.
  collect();
}
