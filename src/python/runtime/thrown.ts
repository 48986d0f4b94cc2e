import type { RunningFrame } from '../compile/running-frame';

/*
 * What is thrown through JavaScript: Python exceptions, and the end of the process.
 */

/** A Python exception on its way: owns a reference to the exception object. */
export class PyExc {
  /** The frame whose entry was added to the traceback last. */
  frame: RunningFrame | null = null;
  /** Left a handler, which must not drop it then. */
  passedOn = false;
  /** What its handler holds beside it: references that are dropped with the handler. */
  held: number[] = [];

  constructor(readonly op: number) {}
}

/** The program ends at once with a status: `os._exit`. */
export class ProcessExit extends Error {
  constructor(readonly status: number) {
    super(`exit with status ${status}`);
  }
}
