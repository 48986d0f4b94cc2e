import { boot, deterministicHost, type ProcessOptions, type PythonProcess } from '../src';

/** Bytes of address space: an exercise boots many processes, and none of them needs more. */
const SIZE = 2 ** 28;

/** A small process, for what an exercise's hidden calls should give. */
export function small(version: string, options: ProcessOptions = {}): PythonProcess {
  return boot(version, { size: SIZE, ...options });
}

/** What a program prints. */
export function printed(version: string, source: string): string {
  const host = deterministicHost();
  boot(version, { size: SIZE, host }).exec(source);
  return host.take();
}
