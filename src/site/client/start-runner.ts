import type { Runner } from './runner';

/** Starts the worker that runs cells. */
export async function startRunner(): Promise<Runner> {
  throw new Error('This build has no worker that runs cells.');
}
