import { FreeListIndex } from './free-lists';
import type { Interpreter } from './interpreter';
import { Complex, Float } from './structs';

/** A float or complex: off its free list, or a new block. */
function allocate(py: Interpreter, list: number, type: number, nbytes: number): number {
  const op = py.freeLists.pop(list);
  if (op === 0) return py.newObject(type, nbytes);
  py.memory.touch(op, nbytes >> 2);
  py.renew(op, type);
  return op;
}

/** `PyFloat_FromDouble`. */
export function PyFloat_FromDouble(py: Interpreter, value: number): number {
  const op = allocate(py, FreeListIndex.FLOAT, py.floatType, 24);
  py.f64[(op + Float.FVAL) >> 1] = value;
  return op;
}

/** `PyFloat_AsDouble`. */
export function PyFloat_AsDouble(py: Interpreter, op: number): number {
  return py.f64[(op + Float.FVAL) >> 1]!;
}

/** `PyComplex_FromDoubles`. */
export function PyComplex_FromDoubles(py: Interpreter, real: number, imag: number): number {
  const op = allocate(py, FreeListIndex.COMPLEX, py.type('complex'), 32);
  py.f64[(op + Float.FVAL) >> 1] = real;
  py.f64[(op + Complex.IMAG) >> 1] = imag;
  return op;
}
