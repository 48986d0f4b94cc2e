import type { FreeListName } from '../versions/types';

/**
 * How objects of a type are deallocated, visited and measured: what CPython's `tp_dealloc`, `tp_traverse` and
 * `tp_clear` do. It is kept in the type object's `tp_dealloc`.
 */
export const enum Kind {
  /** No references to other objects. */
  ATOM = 0,
  INT = 1,
  FLOAT = 2,
  STR = 3,
  BYTEARRAY = 4,
  TUPLE = 5,
  LIST = 6,
  DICT = 7,
  SET = 8,
  /** References in declared fields, `owned` below. */
  FIELDS = 9,
  WEAKREF = 10,
  GENERATOR = 11,
  FRAME = 12,
  TYPE = 13,
  /** An instance of a class (`subtype_dealloc`). */
  SUBTYPE = 14,
  DEQUE = 15,
  ARRAY = 16,
  LRU_CACHE = 17,
}

/** One built-in type. */
export interface TypeSpec {
  readonly name: string;
  readonly kind: Kind;
  /** The struct of its objects, and, where it is not `sizeof`, `tp_basicsize` as the offset of a field. */
  readonly struct: string;
  readonly basic?: string;
  readonly itemsize?: number;
  readonly gc?: boolean;
  /** Fields that own a reference: in the order of deallocation, and of visits where that differs. */
  readonly owned?: readonly string[];
  readonly visits?: readonly string[];
  /** Fields that point to arrays of the object's own. */
  readonly buffers?: readonly string[];
  readonly weaklist?: string;
  readonly dict?: string;
  readonly freeList?: FreeListName;
  readonly base?: string;
  readonly flags?: number;
}
