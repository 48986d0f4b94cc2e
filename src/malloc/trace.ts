/*
 * Traces of allocator calls, in the format that tools/oracle records: flat pairs `slot, n` with
 * n > 0 for malloc(n) into the slot, 0 for free, n < 0 for realloc to -n.
 */

/** A trace that cannot be run; the message names the trace and the op. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

export interface AllocatorTrace {
  readonly name: string;
  readonly ops: readonly number[];
}

/** The ops of a trace, proved consistent. */
export interface PreparedOps {
  readonly ops: Int32Array;
  readonly count: number;
  readonly slots: number;
  /** Bytes asked for in all, and address space that is enough for all of it at once. */
  readonly requestedBytes: number;
  readonly addressSpace: number;
}

/** Checks the parts that every trace file has. @throws TraceError naming what is wrong. */
export function parseTraces<T extends AllocatorTrace>(
  value: unknown,
): { readonly traces: readonly T[] } {
  const file = value as { traces?: T[] } | null;
  if (typeof file !== 'object' || file === null || !Array.isArray(file.traces)) {
    throw new TraceError('not a trace file: it has no list "traces"');
  }
  for (const [i, trace] of file.traces.entries()) {
    const name = `trace ${trace?.name ?? i}`;
    if (!Array.isArray(trace?.ops)) throw new TraceError(`${name} has no list "ops"`);
    const ops = trace.ops as readonly unknown[];
    if (ops.length % 2 !== 0) {
      throw new TraceError(
        `${name} is truncated: op ${(ops.length - 1) / 2} has a slot but no size`,
      );
    }
    const bad = ops.findIndex(
      (n, at) =>
        !Number.isInteger(n) ||
        Math.abs(n as number) > 0x7fffffff ||
        (at % 2 === 0 && (n as number) < 0),
    );
    if (bad >= 0) throw new TraceError(`${name}: op ${bad >> 1} has ${JSON.stringify(ops[bad])}`);
    prepareOps(trace);
  }
  return file as { readonly traces: readonly T[] };
}

/** The ops of a trace: no slot filled twice, freed empty, or out of reach. @throws TraceError */
export function prepareOps(trace: AllocatorTrace): PreparedOps {
  const ops = Int32Array.from(trace.ops);
  let slots = 0;
  let requestedBytes = 0;
  for (let i = 0; i < ops.length; i += 2) slots = Math.max(slots, ops[i]! + 1);
  if (slots > 2 ** 28) throw new TraceError(`trace ${trace.name} has slot ${slots - 1}`);
  const filled = new Uint8Array(slots);
  for (let i = 0; i < ops.length; i += 2) {
    const slot = ops[i]!;
    const n = ops[i + 1]!;
    const wrong = (what: string): never => {
      throw new TraceError(`trace ${trace.name}, op ${i >> 1}: ${what} slot ${slot}`);
    };
    if (n > 0 && filled[slot]) wrong(`malloc(${n}) into the full`);
    if (n === 0 && !filled[slot]) wrong('free of the empty');
    if (n < 0 && !filled[slot]) wrong(`realloc to ${-n} of the empty`);
    filled[slot] = n === 0 ? 0 : 1;
    requestedBytes += Math.abs(n);
  }
  const addressSpace = Math.min(8 * 2 ** 30, 2 * requestedBytes + 32 * ops.length + 64 * 2 ** 20);
  return { ops, count: ops.length / 2, slots, requestedBytes, addressSpace };
}

/** The address space was not enough for a trace. */
export function exhausted(trace: AllocatorTrace, op: number): TraceError {
  return new TraceError(`trace ${trace.name}, op ${op}: the simulated address space is exhausted`);
}
