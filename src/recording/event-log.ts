import type { AddressSpace } from '../memory/address-space';
import type { BlockEvent } from './types';

/** Numbers of an event. */
const enum Word {
  KIND = 0,
  BLOCK = 1,
  FROM = 2,
  NBYTES = 3,
  LINE = 4,
  PYMALLOC = 5,
  SIZE = 6,
}

const KINDS = ['allocated', 'freed', 'resized'] as const;

/** Events of blocks, in order, in one array of numbers. */
export class EventLog {
  private words = new Int32Array(Word.SIZE * 1024);
  private used = 0;

  /** How many there are. */
  get length(): number {
    return this.used / Word.SIZE;
  }

  add(
    kind: BlockEvent['kind'],
    block: number,
    nbytes: number,
    line: number,
    pymalloc: boolean,
    from = 0,
  ): void {
    if (this.used === this.words.length) {
      const longer = new Int32Array(this.words.length * 2);
      longer.set(this.words);
      this.words = longer;
    }
    const { words, used } = this;
    words[used + Word.KIND] = KINDS.indexOf(kind);
    words[used + Word.BLOCK] = block;
    words[used + Word.FROM] = from;
    words[used + Word.NBYTES] = nbytes;
    words[used + Word.LINE] = line;
    words[used + Word.PYMALLOC] = pymalloc ? 1 : 0;
    this.used += Word.SIZE;
  }

  /** The events from `from` to `to`, without the one at `to`. */
  read(memory: AddressSpace, from: number, to: number): BlockEvent[] {
    const { words } = this;
    const found: BlockEvent[] = [];
    for (let at = from * Word.SIZE; at < to * Word.SIZE; at += Word.SIZE) {
      const kind = KINDS[words[at + Word.KIND]!]!;
      found.push({
        kind,
        address: memory.addressOf(words[at + Word.BLOCK]!),
        nbytes: words[at + Word.NBYTES]! >>> 0,
        domain: words[at + Word.PYMALLOC] === 1 ? 'pymalloc' : 'malloc',
        line: words[at + Word.LINE]!,
        ...(kind === 'resized' ? { from: memory.addressOf(words[at + Word.FROM]!) } : {}),
      });
    }
    return found;
  }
}
