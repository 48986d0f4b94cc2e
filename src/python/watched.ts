import type { Phase } from '../gc/collector';
import type { AllocationHook } from '../objects/interpreter';
import type { ExecResult, PythonProcess } from './process';
import type { LineEvent } from './runtime/runtime';

/** Who is told what happens while a program runs. */
export interface Watch {
  /** Before each line of the program's own file; lines of other files count for the line that called them. */
  line(event: LineEvent): void;
  readonly blocks: AllocationHook;
  /** The program's last line is over. What comes is the interpreter's: it frees the code and the syntax tree. */
  end?(): void;
  /** A phase of a collection is over. */
  phase?(phase: Phase, generation: number): void;
  /** The system gives memory, or gets it back: first word, one past the last. */
  mapping?(kind: 'map' | 'unmap', start: number, end: number): void;
}

/** Runs a program, and tells what happens. When nobody watches, none of it costs anything. */
export function runWatched(
  py: PythonProcess,
  source: string,
  filename: string,
  watch: Watch,
): ExecResult {
  const { runtime, interpreter, collector, memory } = py;
  runtime.onLine = (event) => {
    if (event.filename === filename) watch.line(event);
  };
  if (watch.end) runtime.onProgramEnd = () => watch.end!();
  interpreter.setHook(watch.blocks, true);
  if (watch.phase) collector.onPhase = (phase, generation) => watch.phase!(phase, generation);
  if (watch.mapping) memory.onMapping = (kind, start, end) => watch.mapping!(kind, start, end);
  try {
    return py.exec(source, { filename, quiet: true });
  } finally {
    interpreter.setHook(watch.blocks, false);
    runtime.onLine = undefined;
    runtime.onProgramEnd = undefined;
    collector.onPhase = undefined;
    memory.onMapping = undefined;
  }
}
