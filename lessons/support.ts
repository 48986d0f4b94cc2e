import { boot, type Host, type ProcessOptions, type PythonProcess } from '../src';

/** Bytes of address space: an exercise boots many processes, and none of them needs more. */
const SIZE = 2 ** 28;

/** A small process, for what an exercise's hidden calls should give. */
export function small(version: string, options: ProcessOptions = {}, host?: Host): PythonProcess {
  return boot(version, { size: SIZE, ...options }, host);
}
