import { boot, type ProcessOptions, type PythonProcess, quietPython } from '../src';

/** Bytes of address space: an exercise boots many processes, and none of them needs more. */
const SIZE = 2 ** 28;

/** A small process, for what an exercise's hidden calls should give. */
export function small(version: string, options: ProcessOptions = {}): PythonProcess {
  return boot(version, { size: SIZE, ...options });
}

/** What a program prints. */
export function printed(version: string, source: string): string {
  const { py, take } = quietPython(version, { size: SIZE });
  py.exec(source);
  return take();
}
