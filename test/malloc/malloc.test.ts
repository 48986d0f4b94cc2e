import fc from 'fast-check';
import { InvalidPointer, MALLOC_CHUNK, Malloc } from '../../src/malloc';
import { ChunkWord } from '../../src/malloc/layout';
import { AddressSpace, Page } from '../../src/memory';

function fresh(limit?: number): { memory: AddressSpace; malloc: Malloc } {
  const memory = new AddressSpace({ size: 256 * 2 ** 20, ...(limit !== undefined && { limit }) });
  return { memory, malloc: new Malloc(memory) };
}

test('the enum of the hot paths is the layout of a chunk', () => {
  const offset = (name: string): number =>
    MALLOC_CHUNK.fields.find((field) => field.name === name)!.offset / 4;
  expect(offset('mchunk_prev_size')).toBe(ChunkWord.PREV_SIZE);
  expect(offset('mchunk_size')).toBe(ChunkWord.SIZE);
  expect(offset('fd')).toBe(ChunkWord.FD);
  expect(offset('bk')).toBe(ChunkWord.BK);
  expect(offset('fd_nextsize')).toBe(ChunkWord.FD_NEXTSIZE);
  expect(offset('bk_nextsize')).toBe(ChunkWord.BK_NEXTSIZE);
});

describe('Malloc', () => {
  test('blocks are 16-byte aligned, behind a 16-byte header, and large ones have their own mapping', () => {
    const { memory, malloc } = fresh();
    const small = malloc.malloc(1000);
    const large = malloc.malloc(200_000);
    expect(memory.addressOf(small) % 16).toBe(0);
    expect(malloc.usableSize(small)).toBe(1000);
    expect(memory.addressOf(large) % Page.SIZE).toBe(16);
    expect(malloc.stats.mmappedChunks).toBe(1);
    malloc.free(large);
    expect(malloc.stats.mmapped).toBe(0);
  });

  test('neighbours that are freed become one chunk, which is used again', () => {
    const { malloc } = fresh();
    const [a, b, guard] = [malloc.malloc(2000), malloc.malloc(2000), malloc.malloc(2000)];
    malloc.free(a);
    malloc.free(b);
    expect(malloc.malloc(4000)).toBe(a);
    expect(guard).toBeGreaterThan(b);
  });

  test('the top of the heap goes back to the system', () => {
    const { malloc } = fresh();
    const blocks = Array.from({ length: 20 }, () => malloc.malloc(100_000));
    const peak = malloc.stats.arena;
    for (const block of blocks) malloc.free(block);
    expect(malloc.stats.arena).toBeLessThan(peak / 4);
  });

  test('malloc_trim gives back free pages below a block that pins the heap, and says whether it did', () => {
    const { memory, malloc } = fresh();
    const pairs = Array.from({ length: 30 }, () => [malloc.malloc(100_000), malloc.malloc(600)]);
    for (const [large, small] of pairs as [number, number][]) {
      memory.fill(large, 25_000, 7);
      memory.fill(small, 150, 9);
    }
    const peak = memory.residentPages;
    for (const [large] of pairs) malloc.free(large!);
    expect(memory.residentPages).toBe(peak);
    const arena = malloc.stats.arena;
    const kept = memory.checkpoint();
    expect(malloc.trim()).toBe(true);
    // What is left are the pages of the small blocks, with the ends of the free ones beside them.
    expect(memory.residentPages).toBeLessThan(30 * 3);
    expect(arena - malloc.stats.arena).toBeLessThan(2 * 131_072);
    expect(malloc.trim()).toBe(true);
    for (const [, small] of pairs) {
      expect(memory.i32[small!]).toBe(9);
      expect(memory.i32[small! + 149]).toBe(9);
    }
    // What was discarded is zeros, and is used again.
    const again = malloc.malloc(50_000);
    expect(memory.i32[again + 6000]).toBe(0);
    memory.fill(again, 12_500, 3);
    expect(memory.i32[again + 12_499]).toBe(3);
    memory.restore(kept);
    expect(memory.residentPages).toBe(peak);
    expect(memory.i32[pairs[3]![0]! + 6000]).toBe(7);
  });

  test('a child that shares a discarded page keeps what it had', () => {
    const { memory } = fresh();
    const word = memory.mmap(2 * Page.SIZE);
    memory.fill(word, 2048, 5);
    const child = memory.fork();
    memory.discard(word, 2 * Page.SIZE);
    expect([memory.i32[word], child.i32[word + 2047]]).toEqual([0, 5]);
    expect([memory.residentPages + 2, child.sharers(word >>> Page.SHIFT)]).toEqual([
      child.residentPages,
      1,
    ]);
  });

  test('a threshold that was set stays: larger blocks are mappings, and go back by themselves', () => {
    const { malloc } = fresh();
    malloc.setMmapThreshold(65_536);
    const blocks = Array.from({ length: 10 }, () => malloc.malloc(100_000));
    // The first one fits into what the heap has already.
    expect(malloc.stats.mmappedChunks).toBe(9);
    for (const block of blocks) malloc.free(block);
    expect(malloc.stats.mmapped).toBe(0);
    malloc.malloc(100_000);
    malloc.malloc(100_000);
    expect(malloc.stats.mmappedChunks).toBe(1);
  });

  test('a small block freed last comes back first, from the thread cache, seven deep', () => {
    const { malloc } = fresh();
    const blocks = Array.from({ length: 9 }, () => malloc.malloc(600));
    for (const block of blocks) malloc.free(block);
    const again = blocks.map(() => malloc.malloc(600));
    expect(again.slice(0, 7)).toEqual(blocks.slice(0, 7).reverse());
  });

  test('links in the thread cache are mangled as PROTECT_PTR does', () => {
    const { memory, malloc } = fresh();
    const [a, b] = [malloc.malloc(40), malloc.malloc(40)] as [number, number];
    malloc.free(a);
    malloc.free(b);
    const at = memory.addressOf(b);
    const stored = BigInt(memory.loadU32(at)) + (BigInt(memory.loadU32(at + 4)) << 32n);
    expect(stored ^ (BigInt(at) >> 12n)).toBe(BigInt(memory.addressOf(a)));
  });

  test('what glibc aborts for is refused with its message and the address', () => {
    const { memory, malloc } = fresh();
    const small = malloc.malloc(600);
    malloc.free(small);
    expect(() => malloc.free(small)).toThrow(InvalidPointer);
    expect(() => malloc.free(small)).toThrow(
      /free\(\): double free detected in tcache 2: 0x555\w{9}/,
    );
    const large = malloc.malloc(5000);
    malloc.malloc(5000);
    malloc.free(large);
    expect(() => malloc.free(large)).toThrow(/double free or corruption \(!prev\)/);
    expect(() => malloc.free(memory.mmap(4096) + 4)).toThrow(/invalid pointer/);
  });

  test('calloc gives zeros, from used memory too', () => {
    const { memory, malloc } = fresh();
    const blocks = Array.from({ length: 50 }, (_, i) => malloc.malloc(100 * (i + 1)));
    for (const [i, block] of blocks.entries()) memory.fill(block, 25 * (i + 1), -1);
    for (const block of blocks) malloc.free(block);
    for (let i = 0; i < 200; i++) {
      const block = malloc.calloc(i + 1, 40);
      expect(memory.loadBytes(memory.addressOf(block), 40 * (i + 1)).every((b) => b === 0)).toBe(
        true,
      );
    }
  });

  test('a mapping that is resized keeps its contents', () => {
    const { memory, malloc } = fresh();
    const block = malloc.malloc(300_000);
    malloc.malloc(300_000);
    memory.fill(block, 75_000, 7);
    const larger = malloc.realloc(block, 3_000_000);
    expect(memory.i32[larger]).toBe(7);
    expect(memory.i32[larger + 74_999]).toBe(7);
    expect(memory.i32[larger + 75_100]).toBe(0);
    expect(malloc.usableSize(malloc.realloc(larger, 150_000))).toBeLessThan(160_000);
  });

  test('exhausted memory is NULL', () => {
    const { malloc } = fresh(2 ** 20);
    expect(malloc.malloc(2 ** 21)).toBe(0);
    expect(malloc.malloc(1000)).not.toBe(0);
  });

  test('any sequence of calls keeps blocks apart and their contents whole', () => {
    const call = fc.record({
      slot: fc.nat(30),
      size: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 300_000 })),
      kind: fc.constantFrom('malloc', 'free', 'realloc', 'calloc'),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 150 }), (calls) => {
        const { memory, malloc } = fresh();
        const blocks = new Map<number, { block: number; size: number; mark: number }>();
        let mark = 1;
        for (const { slot, size, kind } of calls) {
          const old = blocks.get(slot);
          if (old) {
            const words = Math.ceil(old.size / 4);
            expect(memory.i32[old.block]).toBe(old.mark);
            expect(memory.i32[old.block + words - 1]).toBe(old.mark);
          }
          if (kind === 'free') {
            if (old) malloc.free(old.block);
            blocks.delete(slot);
            continue;
          }
          let block: number;
          if (old && kind === 'realloc') {
            block = malloc.realloc(old.block, size);
            expect(memory.i32[block]).toBe(old.mark);
          } else {
            if (old) continue;
            block = kind === 'calloc' ? malloc.calloc(1, size) : malloc.malloc(size);
            if (kind === 'calloc') expect(memory.i32[block + (size >>> 3)]).toBe(0);
          }
          expect(malloc.usableSize(block)).toBeGreaterThanOrEqual(size);
          memory.fill(block, Math.ceil(size / 4), ++mark);
          blocks.set(slot, { block, size, mark });
        }
        const spans = [...blocks.values()].sort((a, b) => a.block - b.block);
        spans.slice(1).forEach(({ block }, i) => {
          expect(block * 4).toBeGreaterThanOrEqual(spans[i]!.block * 4 + spans[i]!.size);
        });
      }),
      { numRuns: 60 },
    );
  });
});
