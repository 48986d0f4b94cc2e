import type { Keywords } from './native';

/** `tp_new`: makes an object of a type or of a class built on it. Borrows the arguments, gives a new reference. */
export type New = (type: number, args: number[], keywords?: Keywords, packed?: number) => number;
/** `tp_init`: fills an object that was made. Borrows all. */
export type Init = (self: number, args: number[], keywords?: Keywords, packed?: number) => void;

/** Operators by the name of their special method. */
export type BinaryName =
  | 'add'
  | 'sub'
  | 'mul'
  | 'truediv'
  | 'floordiv'
  | 'mod'
  | 'pow'
  | 'lshift'
  | 'rshift'
  | 'and'
  | 'or'
  | 'xor'
  | 'matmul';

/** `Py_LT` and the others: what a comparison asks. */
export const enum CompareOp {
  LT,
  LE,
  EQ,
  NE,
  GT,
  GE,
}

/**
 * What a built-in type does, as the slots of a `PyTypeObject`: what differs by type goes through here, and
 * so nothing below has to know the types above it. All operands are borrowed, results are new references.
 * A class has the slots of the built-in type that it is built on, behind its own special methods.
 */
export class TypeSlots {
  new: New | undefined = undefined;
  init: Init | undefined = undefined;
  /** `tp_getattro`: an attribute that is not found as those of objects are; 0 for the usual way. */
  getAttr: ((op: number, name: number) => number) | undefined = undefined;
  /** `tp_iter`: an iterator. */
  iter: ((op: number) => number) | undefined = undefined;
  /** `tp_iternext`: the next item, or 0 at the end. */
  next: ((it: number) => number) | undefined = undefined;
  /** `sq_length`. */
  length: ((op: number) => number) | undefined = undefined;
  /** `nb_bool`. */
  truth: ((op: number) => boolean) | undefined = undefined;
  /** `sq_contains`. */
  contains: ((op: number, item: number) => boolean) | undefined = undefined;
  /** `mp_subscript`. */
  getItem: ((op: number, key: number) => number) | undefined = undefined;
  /** `mp_ass_subscript` with a value. */
  setItem: ((op: number, key: number, value: number) => void) | undefined = undefined;
  /** `mp_ass_subscript` without one. */
  deleteItem: ((op: number, key: number) => void) | undefined = undefined;
  /** `tp_richcompare`: `a` is of the type; null for NotImplemented. */
  compare: ((op: CompareOp, a: number, b: number) => boolean | null) | undefined = undefined;
  /** `tp_hash`: the low half; the high one in `py.hashHigh`. @throws TypeError */
  hash: ((op: number) => number) | undefined = undefined;
  /** `nb_add`, `nb_inplace_add` and so on: one operand is of the type; 0 for NotImplemented. */
  binary: ((name: BinaryName, a: number, b: number, inPlace: boolean) => number) | undefined =
    undefined;
  /** `sq_concat` and `sq_inplace_concat`; 0 for what cannot be joined. */
  concat: ((a: number, b: number, inPlace: boolean) => number) | undefined = undefined;
  /** `sq_repeat` and `sq_inplace_repeat`. */
  repeat: ((op: number, times: number, inPlace: boolean) => number) | undefined = undefined;
  /** `tp_repr`: its text, or the string itself where memory is used on the way. */
  repr: ((op: number) => string) | undefined = undefined;
  reprObject: ((op: number) => number) | undefined = undefined;
}
