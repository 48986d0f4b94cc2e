import fc from 'fast-check';
import {
  AddressSpace,
  hexdump,
  layoutStruct,
  Page,
  procStatusText,
  SegmentationFault,
  smaps,
  smapsText,
} from '../../src/memory';

const MIB = 2 ** 20;

describe('AddressSpace', () => {
  test('mmap gives zeroed pages that are not resident until they are touched', () => {
    const memory = new AddressSpace({ size: 64 * MIB });
    const word = memory.mmap(3 * Page.SIZE + 1);
    expect(memory.mappedPages).toBe(4);
    expect(memory.residentPages).toBe(0);
    memory.storeBytes(memory.addressOf(word) + Page.SIZE, [1, 2, 3]);
    expect(memory.residentPages).toBe(1);
    expect([...memory.loadBytes(memory.addressOf(word) + Page.SIZE - 1, 5)]).toEqual([
      0, 1, 2, 3, 0,
    ]);
  });

  test.each([1, 3, 64, 65, 66, 67, 68, 5000])(
    '%s bytes are stored at any address and read back',
    (length) => {
      const memory = new AddressSpace({ size: 64 * MIB });
      const start = memory.addressOf(memory.mmap(4 * Page.SIZE)) + 2000;
      const bytes = Uint8Array.from({ length }, (_, i) => i * 7 + 1);
      for (let skip = 0; skip < 4; skip++) {
        memory.storeBytes(start - 8, new Uint8Array(length + 20).fill(0xee));
        memory.storeBytes(start + skip, bytes);
        const around = memory.loadBytes(start + skip - 2, length + 4);
        expect([...around]).toEqual([0xee, 0xee, ...bytes, 0xee, 0xee]);
      }
    },
  );

  test('a page that was unmapped is zero again when it is mapped again', () => {
    const memory = new AddressSpace({ size: 64 * MIB });
    const word = memory.mmap(Page.SIZE);
    memory.fill(word, 1024, -1);
    memory.munmap(word, Page.SIZE);
    expect(memory.residentPages).toBe(0);
    const again = memory.mmap(Page.SIZE);
    expect(again).toBe(word);
    expect(
      [...memory.loadBytes(memory.addressOf(again), Page.SIZE)].every((byte) => byte === 0),
    ).toBe(true);
  });

  test('heap and mappings lie apart, at addresses as Linux has them', () => {
    const memory = new AddressSpace();
    const heap = memory.sbrk(132 * 1024);
    const mapped = memory.mmap(MIB);
    expect(memory.addressOf(heap).toString(16)).toMatch(/^5556/);
    expect(memory.addressOf(mapped).toString(16)).toMatch(/^7fff/);
    expect(memory.listMappings().map(({ name }) => name)).toEqual(['[heap]', '']);
  });

  test('8 GiB can be mapped without the host having them', () => {
    const memory = new AddressSpace();
    const before = process.memoryUsage().rss;
    const words = [1, 2].map(() => memory.mmap(3.9 * 1024 * MIB));
    expect(words).not.toContain(0);
    for (const word of words) memory.storeBytes(memory.addressOf(word) + 3.8 * 1024 * MIB, [7]);
    expect(memory.residentPages).toBe(2);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
  });

  test.each([4, 6, 8])('addresses are the same in a buffer of %s GiB', (gib) => {
    const addresses = (memory: AddressSpace) => {
      const words = [
        memory.dataSegment(5000),
        memory.sbrk(64 * Page.SIZE),
        memory.mmap(MIB),
        memory.mmap(3 * 1024 * MIB),
        memory.sbrk(Page.SIZE),
      ];
      expect(words).not.toContain(0);
      return words.map((word) => {
        memory.touch(word, 2);
        for (const target of words) {
          memory.storePointer(word, target);
          expect(memory.loadPointer(word)).toBe(target);
          expect(memory.loadAddress(memory.addressOf(word))).toBe(memory.addressOf(target));
        }
        expect(memory.wordAt(memory.addressOf(word))).toBe(word);
        return memory.addressOf(word).toString(16);
      });
    };
    const found = addresses(new AddressSpace({ size: gib * 1024 * MIB }));
    expect(found).toEqual(addresses(new AddressSpace()));
    expect(found[0]).toMatch(/^5556/);
  });

  test('mappings that find no place behind the heap go in front of the data, below the others', () => {
    const memory = new AddressSpace();
    const heap = memory.sbrk(16 * Page.SIZE);
    const [first, second] = [memory.mmap(3.9 * 1024 * MIB), memory.mmap(1024 * MIB)];
    expect(second).toBeLessThan(heap);
    expect(memory.addressOf(first) - memory.addressOf(second)).toBeGreaterThan(1024 * MIB);
    expect(memory.addressOf(second).toString(16)).toMatch(/^7ff/);
    expect(memory.addressOf(heap).toString(16)).toMatch(/^5556/);
    for (const [from, to] of [
      [first, second],
      [second, heap],
      [heap, second],
    ] as const) {
      memory.touch(from, 2);
      memory.storePointer(from, to);
      expect(memory.loadPointer(from)).toBe(to);
      expect(memory.loadAddress(memory.addressOf(from))).toBe(memory.addressOf(to));
      expect(memory.wordAt(memory.addressOf(from))).toBe(from);
    }
    // It cannot grow into the data: it moves, or there is no room.
    expect(memory.mremap(second, 1024 * MIB, 1025 * MIB)).toBeLessThan(second);
    expect(memory.mmap(2.5 * 1024 * MIB)).toBe(0);
  });

  test('a store outside every mapping is a segmentation fault that names the nearest one', () => {
    const memory = new AddressSpace({ size: 64 * MIB });
    const word = memory.mmap(Page.SIZE, 'stack');
    const address = memory.addressOf(word) + Page.SIZE;
    expect(() => memory.storeBytes(address, [1])).toThrow(SegmentationFault);
    expect(() => memory.storeBytes(address, [1])).toThrow(
      new RegExp(
        `store at 0x${address.toString(16)}.*nearest mapping 0x${memory.addressOf(word).toString(16)}.*stack`,
      ),
    );
    expect(() => memory.storeBytes(0x1234, [1])).toThrow(/0x1234/);
    expect(() => memory.loadBytes(0x1234, 1)).toThrow(SegmentationFault);
  });

  test('a limit refuses with NULL, as RLIMIT_AS does', () => {
    const memory = new AddressSpace({ size: 64 * MIB, limit: MIB });
    expect(memory.mmap(2 * MIB)).toBe(0);
    expect(memory.sbrk(2 * MIB)).toBe(0);
    expect(memory.mmap(MIB / 2)).not.toBe(0);
  });

  test('seeds move the regions, and pointers stored in memory still lead back', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), (seed, pages) => {
        const memory = new AddressSpace({ size: 16 * MIB, seed });
        for (const word of [memory.mmap(pages * Page.SIZE), memory.sbrk(4 * Page.SIZE)]) {
          const address = memory.addressOf(word);
          expect(address % Page.SIZE).toBe(0);
          expect(memory.wordAt(address)).toBe(word);
          memory.touch(word, 2);
          memory.storePointer(word, word + 4);
          expect(memory.loadPointer(word)).toBe(word + 4);
          expect(memory.loadAddress(address)).toBe(address + 16);
        }
      }),
      { numRuns: 50 },
    );
    expect(new AddressSpace({ size: 16 * MIB, seed: 1 }).mmap(4096)).toBeGreaterThan(0);
  });

  test('page counts follow any sequence of calls (against a model)', () => {
    const step = fc.record({
      call: fc.constantFrom('mmap', 'munmap', 'touch', 'sbrk'),
      pages: fc.integer({ min: 1, max: 20 }),
      pick: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const memory = new AddressSpace({ size: 16 * MIB });
        const mapped = new Set<number>();
        const resident = new Set<number>();
        for (const { call, pages, pick } of steps) {
          const all = [...mapped];
          if (call === 'mmap') {
            const first = memory.mmap(pages * Page.SIZE) >>> Page.SHIFT;
            for (let p = first; p < first + pages; p++) {
              expect(mapped.has(p)).toBe(false);
              mapped.add(p);
            }
          } else if (call === 'sbrk') {
            const first = memory.sbrk(pages * Page.SIZE) >>> Page.SHIFT;
            for (let p = first; p < first + pages; p++) mapped.add(p);
          } else if (all.length > 0) {
            const page = all[pick % all.length]!;
            if (call === 'touch') {
              memory.touch(page << Page.SHIFT, 1);
              resident.add(page);
            } else if (page << Page.SHIFT >= memory.brk) {
              memory.munmap(page << Page.SHIFT, pages * Page.SIZE);
              for (let p = page; p < page + pages; p++) {
                mapped.delete(p);
                resident.delete(p);
              }
            }
          }
          expect(memory.mappedPages).toBe(mapped.size);
          expect(memory.residentPages).toBe(resident.size);
          const listed = memory
            .listMappings()
            .reduce((sum, { start, end }) => sum + ((end - start) >>> Page.SHIFT), 0);
          expect(listed).toBe(mapped.size);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('/proc views', () => {
  test('status and smaps agree with each other and are printed as the kernel prints them', () => {
    const memory = new AddressSpace({ size: 64 * MIB });
    const word = memory.mmap(10 * Page.SIZE);
    memory.fill(word, 2048, 1);
    const [entry] = smaps(memory);
    expect(entry).toMatchObject({ size: 40960, rss: 8192, privateDirty: 8192, privateClean: 0 });
    expect(procStatusText(memory)).toContain('VmSize:\t      40 kB\n');
    expect(procStatusText(memory)).toContain('VmRSS:\t       8 kB\n');
    expect(smapsText(memory)).toMatch(/^[0-9a-f]+-[0-9a-f]+ rw-p/);
    expect(smapsText(memory)).toContain('Private_Dirty:         8 kB\n');
  });
});

describe('structs', () => {
  test('are laid out as gcc does on x86-64', () => {
    const layout = layoutStruct('s', [
      ['a', 'u8'],
      ['b', 'u32'],
      ['c', 'u8'],
      ['d', 'pointer'],
      ['e', 'u16'],
    ]);
    expect(layout.fields.map(({ offset }) => offset)).toEqual([0, 4, 8, 16, 24]);
    expect(layout.size).toBe(32);
  });

  test('a hexdump names the fields that begin on a line', () => {
    const memory = new AddressSpace({ size: MIB });
    const address = memory.addressOf(memory.mmap(Page.SIZE));
    memory.storeBytes(address, [5, 0, 0, 0, 65, 66]);
    const layout = layoutStruct('s', [['count', 'u32']]);
    expect(hexdump(memory, address, 16, [{ address, layout }])).toBe(
      `0x${address.toString(16)}  05 00 00 00 41 42 00 00  00 00 00 00 00 00 00 00  |....AB..........|  count=5`,
    );
  });
});
