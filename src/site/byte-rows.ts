import type { LineRecording } from '../recording';

/** Eight bytes of an object's block, with the fields that begin in them. */
export interface ByteRow {
  /** Bytes from the object: negative for what is before it. */
  readonly offset: number;
  readonly bytes: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Rows at most: what is longer is cut. */
const ROWS = 24;
/** Bytes of a row: a pointer. */
const WIDTH = 8;

/** The bytes of an object's block after a step, row by row. */
export function byteRows(recording: LineRecording, step: number, address: number): ByteRow[] {
  const process = recording.at(step);
  const { head, fields } = recording.inspect(step, address);
  const all = [...head, ...fields];
  const first = Math.min(address, ...head.map((field) => field.address));
  const last = Math.max(...all.map((field) => field.address + field.size));
  const end = Math.min(Math.ceil(last / WIDTH) * WIDTH, first + ROWS * WIDTH);
  const rows: ByteRow[] = [];
  for (let at = first; at < end; at += WIDTH) {
    const bytes = process.memory.loadBytes(at, WIDTH);
    rows.push({
      offset: at - address,
      bytes: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' '),
      fields: all
        .filter((field) => field.address >= at && field.address < at + WIDTH)
        .map(({ name, type, value }) => ({ name, value: shown(type, value) })),
    });
  }
  return rows;
}

function shown(type: string, value: number): string {
  if (type !== 'pointer') return String(value);
  return value === 0 ? 'NULL' : `→ 0x${value.toString(16)}`;
}
