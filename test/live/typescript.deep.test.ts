import { compareConverters, NOTEBOOKS } from './converters';

test.each(NOTEBOOKS)(
  "the live lab's converter does with %s as the kernel's",
  (name) => {
    const { counts, differences } = compareConverters(3, [name]);
    expect(differences).toEqual([]);
    expect(counts.cells).toBeGreaterThan(10);
  },
  600_000,
);
