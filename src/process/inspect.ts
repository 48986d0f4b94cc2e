import { type FieldValue, readStruct } from '../memory/hexdump';
import { liveObject } from '../objects/capi';
import type { Interpreter } from '../objects/interpreter';
import { headLayout, objectParts } from '../objects/parts';
import { objectLayout } from '../objects/views';

/** What lies in the memory of an object, field by field, with C's names. */
export interface Inspection {
  /** The name of its type. */
  readonly type: string;
  /** What is before it in its block: the collector's head, and the pointers that its class manages (3.11 on). */
  readonly head: readonly FieldValue[];
  /** The fields, in the order in which they lie; items of tuples and digits of ints among them. */
  readonly fields: readonly FieldValue[];
  /** Its other blocks. */
  readonly parts: readonly {
    /** The field that points to it: `ob_item` of a list, `ma_keys` of a dict, `table` of a set. */
    readonly name: string;
    /** Where it begins. */
    readonly address: number;
    /** Bytes that were asked for. */
    readonly nbytes: number;
    /** Its fields: the first of them where there are many. */
    readonly fields: readonly FieldValue[];
  }[];
}

/** Reads the fields of an object and of all that belongs to it. @throws StaleReference */
export function inspect(py: Interpreter, address: number): Inspection {
  const { memory } = py;
  const op = liveObject(py, address);
  const head = headLayout(py, op);
  return {
    type: py.typeName(py.typeOf(op)),
    head: readStruct(memory, address - head.size, head),
    fields: readStruct(memory, address, objectLayout(py, op)),
    parts: objectParts(py, op).map(({ name, word, nbytes, layout }) => {
      const at = memory.addressOf(word);
      return { name, address: at, nbytes, fields: readStruct(memory, at, layout) };
    }),
  };
}
