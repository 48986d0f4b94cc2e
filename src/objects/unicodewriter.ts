import {
  fillString,
  PyUnicode_AsUTF8,
  PyUnicode_FromString,
  stringBytes,
  widthOfString,
} from './unicodeobject';
import type { Words } from './words';

/** `OVERALLOCATE_FACTOR`: a quarter more than is needed. */
const OVERALLOCATE = 4;

/** Largest characters of the forms of a string. */
const ASCII = 0x7f;
const LATIN_1 = 0xff;
const TWO_BYTES = 0xffff;
const FOUR_BYTES = 0x10ffff;

/** `PyUnicode_MAX_CHAR_VALUE` of a text: the largest character of the form that it needs. */
function maxOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= text.charCodeAt(i);
  if (bits <= ASCII) return ASCII;
  if (bits <= LATIN_1) return LATIN_1;
  return bits >= 0xd800 && /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? FOUR_BYTES : TWO_BYTES;
}

/** Characters of a text: a pair of surrogates is one. */
function lengthOf(text: string, max: number): number {
  return max < FOUR_BYTES ? text.length : Array.from(text).length;
}

/** Bytes of a string's block. */
function bytesOf(py: Words, length: number, max: number): number {
  return stringBytes(py, length, max <= LATIN_1 ? 1 : max <= TWO_BYTES ? 2 : 4, max <= ASCII);
}

/**
 * `_PyUnicodeWriter` (Objects/unicodeobject.c): text that is put together in the block of the string that it
 * will be. The block is asked for, and grows, as there; the characters go into it at the end.
 */
export class UnicodeWriter {
  private text = '';
  private length = 0;
  /** The block, how many characters it has room for, and the largest that its form can hold. */
  private block = 0;
  private size = 0;
  private max = 0;
  /** A string that is all of the text so far: it is kept in place of a block. */
  private whole = 0;

  /**
   * @param overallocate whether the block gets more room than is needed
   * @param least characters that the block has room for at least
   */
  constructor(
    private readonly py: Words,
    public overallocate: boolean,
    private readonly least = 0,
  ) {}

  /** Asks for room at once, and gives more than is needed from then on (`PyUnicodeWriter_Create`). */
  create(length: number): void {
    if (length > 0) this.grow(length, ASCII);
    this.overallocate = true;
  }

  /** `_PyUnicodeWriter_Prepare` */
  private prepare(length: number, max: number): void {
    if (length === 0 || (max <= this.max && length <= this.size - this.length)) return;
    this.grow(length, max);
  }

  private grow(more: number, wanted: number): void {
    const { py } = this;
    let length = this.length + more;
    let max = Math.max(wanted, ASCII);
    const holds = this.block !== 0 || this.whole !== 0;
    if (!holds || length > this.size) {
      if (this.overallocate) length += Math.floor(length / OVERALLOCATE);
      length = Math.max(length, this.least);
    } else length = this.size;
    if (this.block !== 0 && max <= this.max) {
      this.block = py.realloc(this.block, bytesOf(py, length, this.max));
      this.size = length;
      return;
    }
    max = Math.max(max, this.max);
    const block = py.malloc(bytesOf(py, length, max));
    this.drop();
    this.block = block;
    this.size = length;
    this.max = max;
  }

  /** Drops the block, or the string in its place. */
  private drop(): void {
    if (this.block !== 0) this.py.free(this.block);
    if (this.whole !== 0) this.py.decref(this.whole);
    this.block = 0;
    this.whole = 0;
  }

  /** Writes characters that are in no object. */
  write(text: string): void {
    const max = maxOf(text);
    const length = lengthOf(text, max);
    this.prepare(length, max);
    this.text += text;
    this.length += length;
  }

  /** `_PyUnicodeWriter_WriteStr`: of a borrowed string. */
  writeString(op: number): void {
    const { py } = this;
    const text = PyUnicode_AsUTF8(py, op);
    if (this.block === 0 && this.whole === 0 && !this.overallocate && text.length > 0) {
      py.incref(op);
      this.whole = op;
      this.max = maxOf(text);
      this.length = this.size = lengthOf(text, this.max);
      this.text = text;
      return;
    }
    this.write(text);
  }

  /** `_PyUnicodeWriter_Finish`: a new reference to a string; the block is cut to what it needs. */
  finish(): number {
    const { py, text, length, whole } = this;
    if (whole !== 0) {
      this.whole = 0;
      return whole;
    }
    if (length === 0 || (length === 1 && this.max <= LATIN_1)) {
      this.drop();
      return PyUnicode_FromString(py, text);
    }
    const width = widthOfString(this.max);
    const ascii = this.max <= ASCII;
    const op =
      length === this.size
        ? this.block
        : py.realloc(this.block, stringBytes(py, length, width, ascii));
    this.block = 0;
    fillString(py, op, text, length, width, ascii);
    return op;
  }

  /** `_PyUnicodeWriter_Dealloc`: of a text that will not be finished. */
  discard(): void {
    this.drop();
  }
}
