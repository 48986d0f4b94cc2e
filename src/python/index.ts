import type { ProcessOptions } from '../process';
import { DEFAULT_VERSION, versionOf } from '../versions';
import { defaultHost, type Host } from './os/host';
import { PythonProcess } from './process';

export { type DeterministicHost, deterministicHost } from './deterministic';
export type { PyObjectView } from './globals';
export { NotebookPython, PythonError } from './notebook';
export { type Host, hostClock } from './os/host';
export type { Displays, ExecOptions } from './os/run';
export { PythonSyntaxError } from './parser/ast';
export { type ExecResult, PythonProcess } from './process';
export { type LineStep, type StepOptions, stepLines } from './steps';

/** How a process is made, and what it has to do with the outside. */
export interface BootOptions extends ProcessOptions {
  /** Where output goes, input, time and files come from. Without one, output is dropped; time passes. */
  readonly host?: Host;
}

/**
 * A fresh simulated process of its own: its heap can be used by hand, and it runs Python (`exec`).
 * The process of a notebook's `%%python` cells is another one: `notebookPython()`.
 *
 * @param version `3.8` to `3.15`, a full release such as `3.12.4`, or `textbook`; 3.14 when left out
 * @throws UnknownVersion with the list of those there are
 */
export function boot(version: string = DEFAULT_VERSION, options: BootOptions = {}): PythonProcess {
  const { host = defaultHost(), ...rest } = options;
  return new PythonProcess(versionOf(version), rest, host);
}
