import { PyDict_GetItem } from '../objects/dictobject';
import type { AllocationHook } from '../objects/interpreter';
import { PythonError } from './notebook';
import type { PythonProcess } from './process';
import { moduleDict } from './runtime/modules';
import type { LineEvent, Runtime } from './runtime/runtime';
import { internName } from './runtime/values';
import { runWatched } from './watched';

/** What one executed line did to memory. */
export interface LineStep {
  /** 1 for the first line that ran. */
  readonly step: number;
  /** Its line, from 1. */
  readonly lineno: number;
  /** The function that it is in; `<module>` outside of one. */
  readonly name: string;
  /** How many calls deep that is. */
  readonly depth: number;
  /** The line itself. */
  readonly text: string;
  /** Blocks that it allocated. */
  readonly allocated: number;
  /** Blocks that it freed. */
  readonly freed: number;
  /** Bytes in blocks that came with this line, less those that went. */
  readonly bytes: number;
  /** The same since the first line. */
  readonly total: number;
  /** Reference counts of the watched variables after the line; null where there is none. */
  readonly refcounts: Readonly<Record<string, number | null>>;
}

/** What is noted of each line. */
export interface StepOptions {
  /** Global variables whose objects' reference counts are noted. */
  readonly watch?: readonly string[];
  /** Lines at most: a loop can have many. */
  readonly limit?: number;
}

const LIMIT = 10_000;

/**
 * Runs a program line by line: what each allocated and freed, and the reference counts of what is
 * watched. Lines of the library's modules count for the line that called them.
 * @param options what is noted, and how many lines may run
 * @throws PythonError for an uncaught exception; RangeError when there are more lines than `limit`
 */
export function stepLines(
  py: PythonProcess,
  source: string,
  { watch = [], limit = LIMIT }: StepOptions = {},
): LineStep[] {
  const filename = '<steps>';
  const lines = source.split('\n');
  const steps: LineStep[] = [];
  const { runtime } = py;
  // A freed block keeps its key: one that is deleted and set again and again makes lookups in a `Map` long.
  const sizes = new Map<number, number>();
  let current: { lineno: number; name: string; depth: number } | undefined;
  let counts = { allocated: 0, freed: 0, bytes: 0 };
  let total = 0;
  const refcounts = (): LineStep['refcounts'] =>
    Object.fromEntries(watch.map((name) => [name, refcountOf(runtime, name)]));
  const finish = (): void => {
    if (current) {
      total += counts.bytes;
      const text = (lines[current.lineno - 1] ?? '').trim();
      const step = steps.length + 1;
      steps.push({ step, ...current, text, ...counts, total, refcounts: refcounts() });
    }
    counts = { allocated: 0, freed: 0, bytes: 0 };
  };
  const free = (block: number): void => {
    counts.freed++;
    counts.bytes -= sizes.get(block) ?? 0;
    sizes.set(block, 0);
  };
  const allocate = (block: number, nbytes: number): void => {
    counts.allocated++;
    counts.bytes += nbytes;
    sizes.set(block, nbytes);
  };
  const blocks: AllocationHook = {
    allocated: allocate,
    freed: free,
    resized: (from, to, nbytes) => {
      counts.bytes += nbytes - (sizes.get(from) ?? 0);
      sizes.set(from, 0);
      sizes.set(to, nbytes);
    },
  };
  const line = (event: LineEvent): void => {
    if (event.isDefinition) return;
    if (steps.length >= limit) throw new RangeError(`more than ${limit} lines ran`);
    finish();
    current = { lineno: event.lineno, name: event.name, depth: event.depth };
  };
  const { error } = runWatched(py, source, filename, { line, blocks, end: finish });
  if (error !== undefined) throw new PythonError(error);
  return steps;
}

/** The reference count of what a global variable holds; null where there is none. */
function refcountOf(rt: Runtime, name: string): number | null {
  const op = PyDict_GetItem(rt.py, moduleDict(rt, rt.main), internName(rt, name));
  return op === 0 ? null : rt.py.refcnt(op);
}
