import { Malloc } from '../../src/malloc';
import { AddressSpace, type AddressSpaceOptions } from '../../src/memory';
import { Interpreter, installDealloc } from '../../src/objects';
import { PyMalloc } from '../../src/pymalloc';
import { versionOf } from '../../src/versions';

/** An interpreter on memory of its own, for tests that work on words. */
export function interpreter(version: string, options: AddressSpaceOptions = {}): Interpreter {
  const of = versionOf(version);
  const memory = new AddressSpace({ size: 256 * 2 ** 20, ...options });
  const malloc = new Malloc(memory);
  const py = new Interpreter(memory, malloc, new PyMalloc(memory, malloc, of), of);
  installDealloc(py);
  return py;
}
