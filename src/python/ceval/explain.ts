import { isException } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import type { PyExc } from '../runtime/thrown';
import { formatException } from './traceback';

/*
 * The text of an exception that nothing caught.
 */

/** An uncaught exception's text, as Python prints it. */
export function explainException(rt: Runtime, exc: PyExc): string {
  const text = formatException(rt, exc.op, 'uncaught');
  return isException(rt, exc, 'ModuleNotFoundError') ? `${text}${modulesThere(rt)}` : text;
}

/** Says what can be imported, when a program asks for something else. */
function modulesThere(rt: Runtime): string {
  const names = [...rt.makers.keys()].filter((name) => !name.startsWith('_')).sort();
  return `heaplab: the simulator has ${names.join(', ')}; other modules are files beside the program\n`;
}
