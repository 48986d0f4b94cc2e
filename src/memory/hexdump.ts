import type { AddressSpace } from './address-space';
import { hex } from './errors';
import type { Field, StructLayout } from './struct';

/** One field of a struct, read from the simulated memory. */
export interface FieldValue extends Field {
  /** Where it lies. */
  readonly address: number;
  /** Signed where the type is; for pointers an address. Values beyond 2^53 are rounded. */
  readonly value: number;
}

/** Reads the fields of the struct at an address. @throws SegmentationFault when it is not mapped. */
export function readStruct(
  memory: AddressSpace,
  address: number,
  layout: StructLayout,
): FieldValue[] {
  return layout.fields.map((field) => {
    const bytes = memory.loadBytes(address + field.offset, field.size);
    const unsigned = bytes.reduceRight((total, byte) => total * 256 + byte, 0);
    const negative = field.type.startsWith('i') && (bytes.at(-1)! & 0x80) !== 0;
    // Complemented byte by byte, so that small negative numbers are exact.
    const value = negative
      ? -bytes.reduceRight((total, byte) => total * 256 + (byte ^ 0xff), 0) - 1
      : unsigned;
    return { ...field, address: address + field.offset, value };
  });
}

/** A struct laid over part of a dump, so that its lines carry the names of its fields. */
export interface Annotation {
  readonly address: number;
  readonly layout: StructLayout;
}

const BYTES_PER_LINE = 16;

function formatField({ name, type, value }: FieldValue): string {
  return `${name}=${type === 'pointer' ? (value === 0 ? 'NULL' : hex(value)) : value}`;
}

/**
 * The bytes at an address, 16 a line: address, bytes, characters, and the fields that begin on the
 * line where an annotation covers it.
 * @throws SegmentationFault when part of it is not mapped.
 */
export function hexdump(
  memory: AddressSpace,
  address: number,
  length: number,
  annotations: readonly Annotation[] = [],
): string {
  const fields = annotations.flatMap((at) => readStruct(memory, at.address, at.layout));
  const lines: string[] = [];
  for (let at = address; at < address + length; at += BYTES_PER_LINE) {
    const bytes = memory.loadBytes(at, Math.min(BYTES_PER_LINE, address + length - at));
    const cells = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
    const text = Array.from(bytes, (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
    ).join('');
    const names = fields
      .filter((field) => field.address >= at && field.address < at + BYTES_PER_LINE)
      .map(formatField)
      .join('  ');
    const left = cells.slice(0, 8).join(' ').padEnd(23);
    const right = cells.slice(8).join(' ').padEnd(23);
    lines.push(`${hex(at)}  ${left}  ${right}  |${text.padEnd(16)}|  ${names}`.trimEnd());
  }
  return lines.join('\n');
}
