import type { ProcessOptions } from '../process';
import { DEFAULT_VERSION, versionOf } from '../versions';
import { defaultHost, type Host } from './os/host';
import { PythonProcess } from './process';

export { type QuietPython, quietPython } from './deterministic';
export type { PyObjectView } from './globals';
export {
  endNotebookPython,
  NotebookPython,
  type NotebookStreams,
  notebookPython,
  PythonError,
} from './notebook';
export type { Host } from './os/host';
export type { ExecOptions } from './os/run';
export { PythonSyntaxError } from './parser/ast';
export { type ExecResult, PythonProcess } from './process';
export { type LineStep, type StepOptions, stepLines } from './steps';

/** A fresh simulated process that runs Python. @throws UnknownVersion with the list of those there are */
export function boot(
  version: string = DEFAULT_VERSION,
  options: ProcessOptions = {},
  host: Host = defaultHost(),
): PythonProcess {
  return new PythonProcess(versionOf(version), options, host);
}
