import { sizeofArray } from './arrayobject';
import { sizeofByteArray } from './bytesobject';
import { sizeofDeque } from './dequeobject';
import { sizeofDict } from './dictobject';
import { codeSlots, framePlaces, generatorCode, inlineFrameBytes } from './field-objects';
import type { Interpreter } from './interpreter';
import { digitCount } from './longobject';
import { isODict, sizeofNodes } from './odictobject';
import { sizeofSet } from './setobject';
import { List, Long, Ob, TypeFlag, TypeWord, View } from './structs';
import { Kind } from './type-spec';
import { sizeofType } from './typeobject';
import { TYPES } from './types';
import { sizeofString } from './unicodeobject';

const wordOf = (py: Interpreter, struct: string, field: string): number =>
  py.structs.offset(struct, field) >> 2;

/** Items of what is permuted or combined; the struct of permutations begins the same. */
const poolSize = (py: Interpreter, op: number): number =>
  py.get(py.load(op + wordOf(py, 'combinationsobject', 'pool')) + Ob.SIZE);

const combinationSize = (py: Interpreter, op: number): number =>
  py.get(op + wordOf(py, 'combinationsobject', 'r'));

/** How many numbers the arrays of an iterator hold (Modules/itertoolsmodule.c). */
const INDICES: Readonly<Record<string, (py: Interpreter, op: number) => number>> = {
  'itertools.product': poolSize,
  'itertools.permutations': (py, op) =>
    poolSize(py, op) + py.get(op + wordOf(py, 'permutationsobject', 'r')),
  'itertools.combinations': combinationSize,
  'itertools.combinations_with_replacement': combinationSize,
};

/** `sys.getsizeof`: the object's own bytes, what its type adds, and the collector's head. */
export function getsizeof(py: Interpreter, op: number): number {
  const type = py.typeOf(op);
  const byType = py.version.objects.sizeofHead === 'by-type';
  const counts = byType || !isStaticType(py, op, type);
  return sizeofObject(py, op, type) + (counts ? py.preWords(type) * 4 : 0);
}

/** The collector's head is before classes, and before no built-in type. */
function isStaticType(py: Interpreter, op: number, type: number): boolean {
  return py.kindOf(type) === Kind.TYPE && !py.hasFlag(op, TypeFlag.HEAPTYPE);
}

/** Bytes of shape, strides and suboffsets of a view's dimension. */
const DIMENSION_BYTES = 24;
/** The word of a BytesIO's bytes object. */
const BYTESIO_BUF = 4;

/** Bytes of a bytes object that nobody else holds. */
function sizeofOwn(py: Interpreter, op: number): number {
  return op !== 0 && py.i32[op] === 1 ? getsizeof(py, op) : 0;
}

/** `__sizeof__`. */
function sizeofObject(py: Interpreter, op: number, type: number): number {
  const base = py.builtinBase(type);
  const more = py.get(type + TypeWord.BASICSIZE) - py.get(base + TypeWord.BASICSIZE);
  switch (py.kindOf(base)) {
    case Kind.INT:
      // Not the pointer to a class's `__dict__`, which is behind the digits.
      return Long.DIGIT * 4 + Math.max(py.version.objects.zeroDigits, digitCount(py, op)) * 4;
    case Kind.STR:
      return sizeofString(py, op);
    case Kind.LIST:
      return 40 + py.get(op + List.ALLOCATED) * 8 + more;
    case Kind.TUPLE:
      return py.tupleItem * 4 + py.get(op + Ob.SIZE) * 8 + more;
    case Kind.DICT:
      return (
        sizeofDict(py, op, py.get(type + TypeWord.BASICSIZE)) +
        (isODict(py, op) ? sizeofNodes(py, op) : 0)
      );
    case Kind.SET:
      return sizeofSet(py, op) + more;
    case Kind.BYTEARRAY:
      return sizeofByteArray(py, op) + more;
    case Kind.TYPE:
      return sizeofType(py, op);
    case Kind.GENERATOR:
      return (
        py.structs.get(TYPES[py.specOf(type)]!.struct).size +
        inlineFrameBytes(py, generatorCode(py, op))
      );
    case Kind.FRAME:
      return framePlaces(py).slots * 4 + codeSlots(py, py.load(op + framePlaces(py).code)) * 8;
    case Kind.DEQUE:
      return sizeofDeque(py, op) + more;
    case Kind.ARRAY:
      return sizeofArray(py, op) + more;
    default: {
      const basic = py.get(type + TypeWord.BASICSIZE);
      const { name } = TYPES[py.specOf(base)]!;
      if (name === 'memoryview')
        return basic + Math.max(0, py.i32[op + View.MORE_DIMENSIONS]!) * DIMENSION_BYTES;
      if (name === '_io.BytesIO') return basic + sizeofOwn(py, py.load(op + BYTESIO_BUF));
      return basic + (name === 'bytes' ? py.get(op + Ob.SIZE) : (INDICES[name]?.(py, op) ?? 0) * 8);
    }
  }
}
