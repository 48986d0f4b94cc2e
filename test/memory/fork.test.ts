import fc from 'fast-check';
import { boot, type Process, smapsRollup, UnknownCheckpoint } from '../../src';
import { Page } from '../../src/memory';

const PAGE = Page.SIZE;

/** Every byte that is mapped, and what /proc says: all that can be seen of a process. */
function picture(process: Process) {
  const { memory } = process;
  const bytes = memory
    .listMappings()
    .map(({ start, end }) =>
      Buffer.from(memory.loadBytes(memory.addressOf(start), (end - start) * 4)).toString('base64'),
    );
  return {
    bytes,
    smaps: process.smaps(),
    status: process.status(),
    requested: process.requested(),
    stats: process.stats(),
    malloc: process.malloc.stats,
  };
}

const call = fc.record({
  kind: fc.constantFrom('malloc', 'malloc', 'free', 'realloc', 'fill'),
  size: fc.oneof(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 200_000 })),
  pick: fc.nat(10_000),
});
type Call = { kind: string; size: number; pick: number };

/** Runs calls on a process; `live` are the addresses allocated. */
function run(process: Process, live: number[], calls: readonly Call[]): void {
  for (const { kind, size, pick } of calls) {
    const at = live.length === 0 ? -1 : pick % live.length;
    if (kind === 'malloc' || at < 0) live.push(process.PyObject_Malloc(size));
    else if (kind === 'free') process.PyObject_Free(live.splice(at, 1)[0]!);
    else if (kind === 'realloc') live[at] = process.PyObject_Realloc(live[at]!, size);
    else process.memory.storeBytes(live[at]!, [pick & 255]);
  }
}

describe('fork', () => {
  test('shares everything until one side writes, page by page', () => {
    const parent = boot('3.12', { startUp: 'none' });
    const blocks = Array.from({ length: 5000 }, () => parent.PyObject_Malloc(500));
    const rss = parent.status().VmRSS;
    const child = parent.fork();
    for (const process of [parent, child]) {
      expect(smapsRollup(process.memory)).toMatchObject({
        rss,
        pss: rss / 2,
        sharedDirty: rss,
        privateDirty: 0,
      });
    }
    child.memory.storeBytes(blocks[0]!, [1]);
    child.memory.storeBytes(blocks[0]! + 1, [1]);
    expect(smapsRollup(child.memory)).toMatchObject({
      rss,
      sharedDirty: rss - PAGE,
      privateDirty: PAGE,
    });
    // The parent is the only one left on that frame: Linux counts it as private again.
    expect(smapsRollup(parent.memory)).toMatchObject({
      rss,
      sharedDirty: rss - PAGE,
      privateDirty: PAGE,
    });
    expect(parent.memory.loadBytes(blocks[0]!, 1)[0]).toBe(0);
    expect(child.memory.loadBytes(blocks[0]!, 1)[0]).toBe(1);
  });

  test('three processes: a frame is shared while two of them have it', () => {
    const first = boot('3.12', { startUp: 'none' });
    const block = first.PyObject_Malloc(100);
    const second = first.fork();
    const third = second.fork();
    const { rss } = smapsRollup(first.memory);
    expect(smapsRollup(first.memory).pss).toBeCloseTo(rss / 3);
    third.memory.storeBytes(block, [3]);
    expect(smapsRollup(first.memory)).toMatchObject({ sharedDirty: rss, privateDirty: 0 });
    second.exit();
    expect(smapsRollup(first.memory).privateDirty).toBe(PAGE);
    expect(first.memory.loadBytes(block, 1)[0]).toBe(0);
    third.exit();
    expect(smapsRollup(first.memory)).toMatchObject({
      privateDirty: rss,
      sharedDirty: 0,
      pss: rss,
    });
  });

  test('freeing a block writes into it, and so dirties its page in the child alone', () => {
    const parent = boot('3.12', { startUp: 'none' });
    const blocks = Array.from({ length: 20_000 }, () => parent.PyObject_Malloc(28));
    const child = parent.fork();
    for (let i = 0; i < blocks.length; i += 2) child.PyObject_Free(blocks[i]!);
    child.check();
    parent.check();
    const dirtied = smapsRollup(child.memory).privateDirty;
    expect(dirtied).toBeGreaterThanOrEqual((blocks.length * 32 * 0.95) / 1);
    expect(parent.stats().classes[1]!.blocksInUse).toBe(20_000);
  });

  test('both sides go on as if the other were not there', () => {
    fc.assert(
      fc.property(
        fc.array(call, { maxLength: 80 }),
        fc.array(call, { maxLength: 80 }),
        fc.array(call, { maxLength: 80 }),
        (before, inParent, inChild) => {
          const options = { size: 64 * 2 ** 20 };
          const parent = boot('3.12', { ...options, startUp: 'none' });
          const live: number[] = [];
          run(parent, live, before);
          const child = parent.fork();
          const childLive = [...live];
          run(parent, live, inParent);
          run(child, childLive, inChild);
          parent.check();
          child.check();
          // The same calls without a fork.
          for (const [process, more] of [
            [parent, inParent],
            [child, inChild],
          ] as const) {
            const alone = boot('3.12', { ...options, startUp: 'none' });
            const own: number[] = [];
            run(alone, own, before);
            run(alone, own, more);
            expect(picture(process).bytes).toEqual(picture(alone).bytes);
            expect(process.status().VmRSS).toBe(alone.status().VmRSS);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('checkpoints', () => {
  test('restore brings back every byte, page state and count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(call, { maxLength: 60 }), { minLength: 2, maxLength: 6 }),
        fc.nat(),
        (rounds, pick) => {
          const process = boot('3.12', { size: 64 * 2 ** 20, startUp: 'none' });
          const live: number[] = [];
          const moments = rounds.map((calls) => {
            run(process, live, calls);
            return { checkpoint: process.checkpoint(), live: [...live], picture: picture(process) };
          });
          run(process, live, rounds[0]!);
          const moment = moments[pick % moments.length]!;
          process.restore(moment.checkpoint);
          expect(picture(process)).toEqual(moment.picture);
          process.check();
          // It can go on from there, and back again.
          run(process, [...moment.live], rounds[1]!);
          process.check();
          process.restore(moment.checkpoint);
          expect(picture(process)).toEqual(moment.picture);
          for (const later of moments.slice((pick % moments.length) + 1)) {
            expect(() => process.restore(later.checkpoint)).toThrow(UnknownCheckpoint);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a page that nothing was written to is zero again, whatever was mapped there later', () => {
    const { memory } = boot('3.12', { size: 64 * 2 ** 20, startUp: 'none' });
    const word = memory.mmap(PAGE);
    const checkpoint = memory.checkpoint();
    memory.munmap(word, PAGE);
    memory.checkpoint();
    expect(memory.mmap(PAGE)).toBe(word);
    memory.fill(word, PAGE / 4, 7);
    memory.munmap(word, PAGE);
    memory.checkpoint();
    expect(memory.mmap(PAGE)).toBe(word);
    memory.restore(checkpoint);
    expect(memory.loadBytes(memory.addressOf(word), PAGE).every((byte) => byte === 0)).toBe(true);
  });

  test('costs the pages written since, however large the process', () => {
    const process = boot('3.12', { startUp: 'none' });
    const blocks = Array.from({ length: 100_000 }, () => process.PyObject_Malloc(500));
    expect(process.status().VmRSS).toBeGreaterThan(50 * 2 ** 20);
    const before = globalThis.process.memoryUsage();
    const checkpoints = Array.from({ length: 1000 }, (_, i) => {
      const checkpoint = process.checkpoint();
      process.memory.storeBytes(blocks[i * 97]!, [i & 255]);
      return checkpoint;
    });
    const after = globalThis.process.memoryUsage();
    expect(checkpoints.reduce((sum, { memory }) => sum + memory.bytes, 0)).toBe(1000 * PAGE);
    expect(after.rss - before.rss).toBeLessThan(60 * 2 ** 20);
    process.restore(checkpoints[500]!);
    expect(process.memory.loadBytes(blocks[499 * 97]!, 1)[0]).toBe(499 & 255);
    expect(process.memory.loadBytes(blocks[500 * 97]!, 1)[0]).toBe(0);
    process.check();
  });

  test('a forgotten checkpoint hands its pages to the one before it', () => {
    const process = boot('3.12', { startUp: 'none' });
    const block = process.PyObject_Malloc(100);
    const first = process.checkpoint();
    process.memory.storeBytes(block, [1]);
    const second = process.checkpoint();
    process.memory.storeBytes(block, [2]);
    process.memory.forget(second.memory);
    expect(() => process.restore(second)).toThrow(/forgotten/);
    process.restore(first);
    expect(process.memory.loadBytes(block, 1)[0]).toBe(0);
  });
});
