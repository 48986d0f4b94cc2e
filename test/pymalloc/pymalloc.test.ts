import fc from 'fast-check';
import { boot, InvalidAddress } from '../../src';
import { check, HeapCorruption } from '../../src/pymalloc';
import { ARENA_OBJECT, ArenaWord, POOL_HEADER, PoolWord } from '../../src/pymalloc/structs';
import { VERSIONS } from '../../src/versions';

const names = VERSIONS.map(({ name }) => name);

test('the enums of the hot paths are the offsets of the structs', () => {
  const offset = (layout: typeof POOL_HEADER, name: string): number =>
    layout.fields.find((field) => field.name === name)!.offset / 4;
  expect(offset(POOL_HEADER, 'ref.count')).toBe(PoolWord.COUNT);
  expect(offset(POOL_HEADER, 'freeblock')).toBe(PoolWord.FREEBLOCK);
  expect(offset(POOL_HEADER, 'nextpool')).toBe(PoolWord.NEXTPOOL);
  expect(offset(POOL_HEADER, 'prevpool')).toBe(PoolWord.PREVPOOL);
  expect(offset(POOL_HEADER, 'arenaindex')).toBe(PoolWord.ARENAINDEX);
  expect(offset(POOL_HEADER, 'szidx')).toBe(PoolWord.SZIDX);
  expect(offset(POOL_HEADER, 'nextoffset')).toBe(PoolWord.NEXTOFFSET);
  expect(offset(POOL_HEADER, 'maxnextoffset')).toBe(PoolWord.MAXNEXTOFFSET);
  expect(POOL_HEADER.size).toBe(PoolWord.BYTES);
  expect(offset(ARENA_OBJECT, 'address')).toBe(ArenaWord.ADDRESS);
  expect(offset(ARENA_OBJECT, 'pool_address')).toBe(ArenaWord.POOL_ADDRESS);
  expect(offset(ARENA_OBJECT, 'nfreepools')).toBe(ArenaWord.NFREEPOOLS);
  expect(offset(ARENA_OBJECT, 'ntotalpools')).toBe(ArenaWord.NTOTALPOOLS);
  expect(offset(ARENA_OBJECT, 'freepools')).toBe(ArenaWord.FREEPOOLS);
  expect(offset(ARENA_OBJECT, 'nextarena')).toBe(ArenaWord.NEXTARENA);
  expect(offset(ARENA_OBJECT, 'prevarena')).toBe(ArenaWord.PREVARENA);
  expect(ARENA_OBJECT.size / 4).toBe(ArenaWord.WORDS);
});

test.each(names)(
  '%s: the heap is sound after any calls, and blocks keep their contents',
  (name) => {
    const call = fc.record({
      slot: fc.nat(400),
      size: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 512 }) },
        fc.integer({ min: 0, max: 2000 }),
      ),
      kind: fc.constantFrom('malloc', 'malloc', 'free', 'realloc', 'calloc'),
    });
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 50, maxLength: 600 }),
        fc.integer(),
        (calls, seed) => {
          const process = boot(name, { size: 128 * 2 ** 20, seed });
          const blocks = new Map<number, { address: number; mark: number; size: number }>();
          for (const { slot, size, kind } of calls) {
            const old = blocks.get(slot);
            if (old && old.size > 0)
              expect(process.memory.loadBytes(old.address, 1)[0]).toBe(old.mark);
            if (kind === 'free') {
              if (old) process.PyObject_Free(old.address);
              blocks.delete(slot);
            } else if (!old || kind === 'realloc') {
              const address = old
                ? process.PyObject_Realloc(old.address, size)
                : kind === 'calloc'
                  ? process.PyObject_Calloc(1, size)
                  : process.PyObject_Malloc(size);
              if (!old && kind === 'calloc' && size > 0) {
                expect(process.memory.loadBytes(address, size).every((byte) => byte === 0)).toBe(
                  true,
                );
              }
              if (old && old.size > 0 && size > 0) {
                expect(process.memory.loadBytes(address, 1)[0]).toBe(old.mark);
              }
              const mark = (address >>> 4) & 0xff;
              if (size > 0) process.memory.storeBytes(address, new Uint8Array(size).fill(mark));
              blocks.set(slot, { address, mark, size });
            }
          }
          const report = process.check();
          const inPools = [...blocks.values()].filter(({ address }) =>
            process.pymalloc.owns(process.memory.wordAt(address)),
          );
          expect(report.blocksInUse).toBe(inPools.length);
          for (const { address } of blocks.values()) process.PyObject_Free(address);
          expect(process.check().blocksInUse).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  },
);

describe('check() notices', () => {
  const damaged = (
    damage: (process: ReturnType<typeof boot>, pool: number, block: number) => void,
  ): (() => void) => {
    const process = boot('3.12');
    const kept = Array.from({ length: 700 }, () => process.PyObject_Malloc(28));
    for (const i of [3, 5, 7]) process.PyObject_Free(kept[i]!);
    const word = process.memory.wordAt(kept[0]!);
    process.check();
    damage(process, process.pymalloc.headerOf(word), process.memory.wordAt(kept[7]!));
    return () => check(process.pymalloc);
  };

  test('a wrong count', () => {
    expect(damaged(({ memory }, pool) => memory.i32.fill(9, pool, pool + 1))).toThrow(
      HeapCorruption,
    );
  });
  test('a free list that loops', () => {
    expect(damaged(({ memory }, _, block) => memory.storePointer(block, block))).toThrow(
      /free twice/,
    );
  });
  test('a free list that leaves its pool', () => {
    expect(damaged(({ memory }, _, block) => memory.storePointer(block, block + 1))).toThrow(
      /not a block of this pool/,
    );
  });
  test('a pool that is missing in usedpools', () => {
    expect(
      damaged(({ memory, pymalloc }) => {
        const head = pymalloc.usedHead(1);
        memory.storePointer(head + PoolWord.NEXTPOOL, head);
      }),
    ).toThrow(/usedpools\[1\]/);
  });
  test('a wrong number of free pools', () => {
    expect(
      damaged(({ memory, pymalloc }) => {
        const arena = pymalloc.arenas.usableArenas + ArenaWord.NFREEPOOLS;
        memory.i32[arena] = memory.i32[arena]! - 1;
      }),
    ).toThrow(/nfreepools/);
  });
});

describe('PyObject_Free', () => {
  test('refuses a second free and a pointer that was never given out', () => {
    const process = boot();
    const address = process.PyObject_Malloc(28);
    process.PyObject_Free(address);
    expect(() => process.PyObject_Free(address)).toThrow(InvalidAddress);
    expect(() => process.PyObject_Free(address + 1)).toThrow(`0x${(address + 1).toString(16)}`);
    expect(() => process.PyObject_Free(0)).not.toThrow();
  });

  test('sizes that are no sizes are refused', () => {
    expect(() => boot().PyObject_Malloc(-1)).toThrow(RangeError);
    expect(() => boot().PyObject_Malloc(1.5)).toThrow(/whole number/);
  });
});

test('memory beyond a limit is NULL, and the process stays usable', () => {
  const process = boot('3.12', { limit: 3 * 2 ** 20 });
  const blocks: number[] = [];
  for (
    let address = process.PyObject_Malloc(500);
    address !== 0;
    address = process.PyObject_Malloc(500)
  ) {
    blocks.push(address);
  }
  expect(blocks.length).toBeGreaterThan(1000);
  process.PyObject_Free(blocks.pop()!);
  expect(process.PyObject_Malloc(500)).not.toBe(0);
  process.check();
});

test('the textbook model has the blocks per pool that articles name', () => {
  const perPool = new Map(
    boot('textbook')
      .sizeClasses()
      .map(({ blockSize, blocksPerPool }) => [blockSize, blocksPerPool]),
  );
  expect([8, 16, 24, 32, 40, 48, 512].map((size) => perPool.get(size))).toEqual([
    512, 256, 170, 128, 102, 85, 8,
  ]);
  const process = boot('textbook');
  const first = process.PyObject_Malloc(28);
  expect(first % 4096).toBe(0);
  let inFirstPool = 1;
  while (process.PyObject_Malloc(28) < first + 4096 && inFirstPool < 1000) inFirstPool++;
  expect(inFirstPool).toBe(128);
});

test('bytes asked for and given', () => {
  const process = boot('3.12');
  process.PyObject_Malloc(28);
  process.PyObject_Malloc(20);
  process.PyObject_Malloc(1000);
  expect(process.requested()).toEqual([
    { szidx: -1, blockSize: 0, blocks: 1, requested: 1000, given: 1008 },
    { szidx: 1, blockSize: 32, blocks: 2, requested: 48, given: 64 },
  ]);
});

test('an unknown version lists those there are', () => {
  expect(() => boot('2.7')).toThrow(
    /unknown Python version '2.7': there are 3.8, .*3.15, textbook/,
  );
  expect(boot('3.6.15').version.name).toBe('3.8');
  expect(boot('3.12.9').version.name).toBe('3.12');
});
