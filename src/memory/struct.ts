/**
 * C struct layouts, declared as field lists; offsets and sizes are computed with the System V
 * x86-64 rules (each field aligned to its own size, the whole padded to the largest alignment).
 */

/** C types a field can have, with their size and alignment in bytes. */
export const C_TYPES = {
  u8: 1,
  u16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  f64: 8,
  pointer: 8,
} as const;

/** The C type of a field. */
export type CType = keyof typeof C_TYPES;

/** A field of a C struct. */
export interface Field {
  /** Its name in the C source. */
  readonly name: string;
  /** Its C type. */
  readonly type: CType;
  /** Bytes from the start of the struct. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

export interface StructLayout {
  readonly name: string;
  readonly fields: readonly Field[];
  /** `sizeof`, bytes, with the padding at the end. */
  readonly size: number;
}

/** Lays out a struct as a C compiler would; `align` pads the whole further (`_Py_SIZE_ROUND_UP`). */
export function layoutStruct(
  name: string,
  declaration: readonly (readonly [field: string, type: CType])[],
  align = 1,
): StructLayout {
  let offset = 0;
  let widest = align;
  const fields: Field[] = [];
  for (const [field, type] of declaration) {
    const size = C_TYPES[type];
    offset = Math.ceil(offset / size) * size;
    fields.push({ name: field, type, offset, size });
    offset += size;
    widest = Math.max(widest, size);
  }
  return { name, fields, size: Math.ceil(offset / widest) * widest };
}
