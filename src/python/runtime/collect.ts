import type { Runtime } from './runtime';

/*
 * The collector and the tracer, as the interpreter calls them (Modules/gcmodule.c, _tracemalloc.c).
 */

/** Runs without tracing, as the tracer's own code does. */
export function untraced<T>(rt: Runtime, body: () => T): T {
  const { tracer } = rt.process;
  if (!tracer.tracing) return body();
  rt.py.setHook(tracer, false);
  try {
    return body();
  } finally {
    rt.py.setHook(tracer, true);
  }
}

export function collectIfDue(rt: Runtime): void {
  if (rt.dead) return;
  rt.process.collector.collectGenerations();
}
