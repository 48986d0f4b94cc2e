import { PyList_Append, PyList_New } from '../../objects/listobject';
import { PyUnicode_FromString } from '../../objects/unicodeobject';
import { UnicodeWriter } from '../../objects/unicodewriter';
import { signed } from '../objects/buffer';
import { checkLength } from '../objects/sequence-operators';
import { asText } from '../runtime/errors';
import type { Runtime } from '../runtime/runtime';
import { listItems } from '../runtime/values';
import { roomFor } from './io-buffers';

/*
 * The buffer of a StringIO (Modules/_io/stringio.c): what is written is accumulated, in a list of strings to 3.11
 * and in a writer after it, until somebody reads in the middle; then it is an array of characters.
 */

/** Words of a `stringio`. */
export const enum StringIO {
  BUF = 4,
  POS = 6,
  SIZE = 8,
  BUF_SIZE = 10,
  STATE = 12,
  SMALL = 16,
}

const ACCUMULATING = 2;
const REALIZED = 1;
/** Bytes of a character in the array, and of a writer that has a block of its own. */
const UCS4 = 4;
const WRITER_BYTES = 56;

/** A writer, and its own block or 0. */
interface Accumulator {
  readonly writer: UnicodeWriter;
  readonly block: number;
}

/** The texts of StringIOs. */
export class Texts {
  private readonly writers = new Map<number, Accumulator>();

  constructor(private readonly rt: Runtime) {}

  accumulates(op: number): boolean {
    return this.rt.py.get(op + StringIO.STATE) === ACCUMULATING;
  }

  /** Begins to accumulate, or with an array of characters. */
  begin(op: number, accumulates: boolean): void {
    const { rt } = this;
    const { py } = rt;
    py.set(op + StringIO.SIZE, 0);
    py.set(op + StringIO.POS, 0);
    this.resize(op, 0);
    py.set(op + StringIO.STATE, accumulates ? ACCUMULATING : REALIZED);
    if (!accumulates) return;
    if (rt.behaviour.stringIO === 'list') py.store(op + StringIO.SMALL, PyList_New(py, 0));
    else this.newWriter(op);
  }

  private newWriter(op: number): void {
    const { py, behaviour } = this.rt;
    const block =
      behaviour.stringIO === 'writer' ? 0 : this.rt.freeWriter || py.malloc(WRITER_BYTES);
    if (block === this.rt.freeWriter) this.rt.freeWriter = 0;
    this.writers.set(op, { writer: new UnicodeWriter(py, true), block });
  }

  /** Drops what accumulates. */
  forget(op: number): void {
    const { rt } = this;
    const { py } = rt;
    const known = this.writers.get(op);
    this.writers.delete(op);
    if (!known) return;
    known.writer.discard();
    this.freeWriter(known.block);
    py.set(op + StringIO.STATE, REALIZED);
  }

  private freeWriter(block: number): void {
    const { rt } = this;
    if (block === 0) return;
    if (rt.freeWriter === 0) rt.freeWriter = block;
    else rt.py.free(block);
  }

  /** What was accumulated, as a new string; nothing is accumulated then. */
  private finish(op: number): number {
    const { py } = this.rt;
    const known = this.writers.get(op);
    if (known) {
      this.writers.delete(op);
      const word = known.writer.finish();
      this.freeWriter(known.block);
      return word;
    }
    const list = py.load(op + StringIO.SMALL);
    const parts = listItems(this.rt, list);
    const word =
      parts.length === 1
        ? py.newRef(parts[0]!)
        : PyUnicode_FromString(py, parts.map((part) => asText(this.rt, part)).join(''));
    py.store(op + StringIO.SMALL, 0);
    py.decref(list);
    return word;
  }

  /** `resize_buffer` */
  private resize(op: number, characters: number): void {
    const { py } = this.rt;
    const room = roomFor(characters + 1, py.get(op + StringIO.BUF_SIZE));
    if (room === 0) return;
    const buf = py.realloc(py.load(op + StringIO.BUF), room * UCS4);
    py.memory.touch(buf, room);
    py.store(op + StringIO.BUF, buf);
    py.set(op + StringIO.BUF_SIZE, room);
  }

  /** `realize`: from here on an array of characters. */
  realize(op: number): void {
    if (!this.accumulates(op)) return;
    const { py } = this.rt;
    const word = this.finish(op);
    py.set(op + StringIO.STATE, REALIZED);
    const points = pointsOf(asText(this.rt, word));
    this.resize(op, points.length);
    const buf = py.load(op + StringIO.BUF);
    py.memory.touch(buf, points.length);
    py.i32.set(points, buf);
    py.decref(word);
  }

  /** Characters `from` to `to`. */
  part(op: number, from: number, to: number): string {
    const { py } = this.rt;
    const buf = py.load(op + StringIO.BUF);
    let text = '';
    for (let i = from; i < to; i++) text += String.fromCodePoint(py.i32[buf + i]!);
    return text;
  }

  /** `write_str`: a borrowed string at the position, which moves. */
  write(op: number, word: number, text: string): void {
    const { py } = this.rt;
    const points = pointsOf(text);
    const pos = signed(this.rt, op + StringIO.POS);
    const size = py.get(op + StringIO.SIZE);
    const end = pos + points.length;
    checkLength(this.rt, end * 4);
    if (this.accumulates(op) && pos !== size) this.realize(op);
    if (this.accumulates(op)) {
      const known = this.writers.get(op);
      if (known) known.writer.writeString(word);
      else PyList_Append(py, py.load(op + StringIO.SMALL), word);
    } else {
      if (end > size) this.resize(op, end);
      const buf = py.load(op + StringIO.BUF);
      py.memory.touch(buf + Math.min(size, pos), end - Math.min(size, pos));
      if (pos > size) py.i32.fill(0, buf + size, buf + pos);
      py.i32.set(points, buf + pos);
    }
    py.set(op + StringIO.POS, end);
    if (end > size) py.set(op + StringIO.SIZE, end);
  }

  /** `getvalue`: a new string; what accumulates goes on from it. */
  value(op: number): number {
    const { py } = this.rt;
    if (!this.accumulates(op)) {
      return PyUnicode_FromString(py, this.part(op, 0, py.get(op + StringIO.SIZE)));
    }
    const word = this.finish(op);
    if (this.rt.behaviour.stringIO === 'list') {
      const list = PyList_New(py, 0);
      py.store(op + StringIO.SMALL, list);
      PyList_Append(py, list, word);
    } else {
      this.newWriter(op);
      this.writers.get(op)!.writer.writeString(word);
    }
    return word;
  }

  truncate(op: number, size: number): void {
    const { py } = this.rt;
    if (size >= py.get(op + StringIO.SIZE)) return;
    this.realize(op);
    this.resize(op, size);
    py.set(op + StringIO.SIZE, size);
  }
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
