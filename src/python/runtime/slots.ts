import type { Keywords } from './native';

/** `tp_new`: makes an object of a type or of a class built on it. Borrows the arguments, gives a new reference. */
export type New = (type: number, args: number[], keywords?: Keywords) => number;
/** `tp_init`: fills an object that was made. Borrows all. */
export type Init = (self: number, args: number[], keywords?: Keywords) => void;

/**
 * What a built-in type does, as the slots of a `PyTypeObject`: what differs by type goes through here, and
 * so nothing below has to know the types above it. All operands are borrowed, results are new references.
 * A class has the slots of the built-in type that it is built on, behind its own special methods.
 */
export class TypeSlots {
  new: New | undefined = undefined;
  init: Init | undefined = undefined;
  /** `tp_iternext`: the next item, or 0 at the end. */
  next: ((it: number) => number) | undefined = undefined;
  /** `sq_length`. */
  length: ((op: number) => number) | undefined = undefined;
  /** `nb_bool`. */
  truth: ((op: number) => boolean) | undefined = undefined;
  /** `mp_subscript`. */
  getItem: ((op: number, key: number) => number) | undefined = undefined;
  /** `tp_richcompare`, where comparing is no method of its own: a new reference, which may be NotImplemented. */
  compare: ((op: number, a: number, b: number) => number) | undefined = undefined;
  /** `tp_hash`: the low half; the high one in `py.hashHigh`. @throws TypeError */
  hash: ((op: number) => number) | undefined = undefined;
  /** `tp_repr`. */
  repr: ((op: number) => string) | undefined = undefined;
}
