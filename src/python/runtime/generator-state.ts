import type { Frame } from './frame';
import type { PyExc } from './thrown';

/*
 * A generator as the interpreter runs it.
 */

/** A generator's execution: the JavaScript generator behind it, and how far it is. */
export interface GeneratorState {
  readonly frame: Frame;
  readonly body: Generator<number, number, number>;
  /** Its arguments, as long as it has not begun. */
  locals: number[] | null;
  state: 'created' | 'suspended' | 'running' | 'done';
  handled: PyExc | null;
  /** Closed where nothing would catch it (3.13): its frame's function stays until it dies. */
  keepsFunction: boolean;
  readonly kind: 'generator' | 'coroutine' | 'async generator';
  /** Of an asynchronous one: whether the hooks know it, it is closed, one of its awaitables runs. */
  hooksInited: boolean;
  closed: boolean;
  runningAsync: boolean;
}
