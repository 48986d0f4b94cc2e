/** A list of int32 that grows. */
export class IntList {
  /** The numbers, and room for more. Another array after the list has grown. */
  array: Int32Array;
  length = 0;

  /** @param room numbers that it holds before it grows */
  constructor(room: number) {
    this.array = new Int32Array(room);
  }

  at(index: number): number {
    return this.array[index]!;
  }

  /** Makes room for `count` more. */
  reserve(count: number): void {
    const { array, length } = this;
    if (length + count <= array.length) return;
    this.array = new Int32Array(Math.max(array.length * 2, length + count));
    this.array.set(array);
  }

  /** Adds two numbers. */
  push(a: number, b: number): void {
    this.reserve(2);
    this.array[this.length++] = a;
    this.array[this.length++] = b;
  }

  clear(): void {
    this.array = new Int32Array();
    this.length = 0;
  }
}
