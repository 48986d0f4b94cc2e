/** The sizes that were asked for, by address; with a journal, so that a checkpoint costs what changes. */
export class RequestLog {
  private readonly sizes: Map<number, number>;
  /** Address and the size before, once there is a checkpoint. */
  private readonly journal: [address: number, before: number | undefined][] = [];
  private journaling = false;

  constructor(parent?: RequestLog) {
    this.sizes = new Map(parent?.sizes);
  }

  has(address: number): boolean {
    return this.sizes.has(address);
  }

  set(address: number, size: number): void {
    this.note(address);
    this.sizes.set(address, size);
  }

  delete(address: number): void {
    this.note(address);
    this.sizes.delete(address);
  }

  entries(): Iterable<[address: number, size: number]> {
    return this.sizes;
  }

  private note(address: number): void {
    if (this.journaling) this.journal.push([address, this.sizes.get(address)]);
  }

  checkpoint(): number {
    this.journaling = true;
    return this.journal.length;
  }

  restore(checkpoint: number): void {
    while (this.journal.length > checkpoint) {
      const [address, before] = this.journal.pop()!;
      if (before === undefined) this.sizes.delete(address);
      else this.sizes.set(address, before);
    }
  }
}
