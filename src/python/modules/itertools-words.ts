/*
 * Where the fields of the iterators are, in words from the object (Modules/itertoolsmodule.c).
 */

/** Words of `countobject`. */
export const enum Count {
  CNT = 4,
  LONG_CNT = 6,
  LONG_STEP = 8,
}

/** Words of `repeatobject`. */
export const enum Repeat {
  ELEMENT = 4,
  CNT = 6,
}

/** Words of `cycleobject`. */
export const enum Cycle {
  IT = 4,
  SAVED = 6,
  INDEX = 8,
  /** What it gives it has saved already. */
  SAVES_NOT = 10,
}

/** Words of `chainobject`. */
export const enum Chain {
  SOURCE = 4,
  ACTIVE = 6,
}

/** Words of `isliceobject`. */
export const enum Islice {
  IT = 4,
  NEXT = 6,
  STOP = 8,
  STEP = 10,
  CNT = 12,
}

/** Words of `takewhileobject`, `dropwhileobject`, `filterfalseobject` and `starmapobject`. */
export const enum FuncIter {
  FUNC = 4,
  IT = 6,
  STOP = 8,
}

/** Words of `accumulateobject`. */
export const enum Accumulate {
  TOTAL = 4,
  IT = 6,
  BINOP = 8,
  INITIAL = 10,
}

/** Words of `zip_longestobject`. */
export const enum ZipLongest {
  ITTUPLE = 8,
  RESULT = 10,
  FILLVALUE = 12,
}
