import type { AllocationHook, Interpreter } from '../../objects';

/** Words from a block to the object in it: of one that the collector does not know, and with the heads that others have. */
const HEADS = [0, 4, 8];

/** Bytes of the blocks that came since this began to look, as they were asked for, and the most that there were. */
export class LiveBytes {
  private bytes = 0;
  private peak = 0;
  /**
   * Bytes of each block, 0 once it is freed: a key that is deleted and set again and again would make each lookup in
   * a `Map` longer.
   */
  private readonly sizes = new Map<number, number>();
  private readonly hook: AllocationHook = {
    allocated: (block, nbytes) => this.add(block, nbytes),
    freed: (block) => this.remove(block),
    resized: (from, to, nbytes) => {
      // The old block is there until its bytes are in the new one.
      this.remove(from);
      this.add(to, nbytes);
    },
  };

  constructor(private readonly py: Interpreter) {
    py.setHook(this.hook, true);
  }

  private add(block: number, nbytes: number): void {
    this.sizes.set(block, nbytes);
    this.bytes += nbytes;
    if (this.bytes > this.peak) this.peak = this.bytes;
  }

  private remove(block: number): void {
    const nbytes = this.sizes.get(block) ?? 0;
    if (nbytes === 0) return;
    this.bytes -= nbytes;
    this.sizes.set(block, 0);
  }

  /** Bytes now, without those of dead objects that wait on free lists. */
  inUse(): number {
    const { memory, freeLists } = this.py;
    const waiting = freeLists.views().flatMap(({ addresses }) => addresses);
    const sizes = waiting.map((address) => {
      const object = memory.wordAt(address);
      const size = (head: number): number => this.sizes.get(object - head) ?? 0;
      return size(HEADS.find((head) => size(head) > 0) ?? 0);
    });
    return sizes.reduce((left, size) => left - size, this.bytes);
  }

  /** The most that there was since this was asked last. */
  takePeak(): number {
    const { peak } = this;
    this.peak = this.bytes;
    return peak;
  }

  stop(): void {
    this.py.setHook(this.hook, false);
  }
}
