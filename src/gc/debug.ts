import type { Interpreter } from '../objects/interpreter';
import { Gc } from '../objects/structs';

/*
 * What the collector tells on standard error with `gc.set_debug` (Modules/gcmodule.c).
 */

export const DEBUG_STATS = 1;
export const DEBUG_COLLECTABLE = 2;

/** A collection begins: how many objects each generation has. */
export function describeGenerations(py: Interpreter, generation: number, frozen: number): string {
  const { gc } = py;
  const counts = [0, 1, 2].map(
    (each) => gc.size(gc.head(each)) + (gc.startUpGeneration === each ? gc.startUpTracked : 0),
  );
  return (
    `gc: collecting generation ${generation}...\n` +
    `gc: objects in each generation: ${counts.join(' ')}\n` +
    `gc: objects in permanent generation: ${frozen}\n`
  );
}

/** It has ended. @param seconds how long it took */
export function describeEnd(unreachable: number, seconds: number): string {
  return `gc: done, ${unreachable} unreachable, 0 uncollectable, ${seconds.toFixed(4)}s elapsed\n`;
}

/** The objects of a list, a line each. */
export function* describeCollectable(py: Interpreter, list: number): Generator<string> {
  for (let head = py.gc.next(list); head !== list; head = py.gc.next(head)) {
    const op = head + Gc.HEAD;
    const address = py.memory.addressOf(op).toString(16);
    yield `gc: collectable <${py.typeName(py.typeOf(op))} 0x${address}>\n`;
  }
}
