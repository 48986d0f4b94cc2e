import { compareConverters, NOTEBOOKS } from './converters';

test("the live lab's converter gives the kernel's JavaScript, errors, completions and hovers", () => {
  const lesson = NOTEBOOKS.filter((name) => name.startsWith('05'));
  const { counts, differences } = compareConverters(1, lesson, 8);
  expect(differences).toEqual([]);
  expect(counts).toEqual({
    cells: expect.any(Number),
    diagnostics: expect.any(Number),
    places: expect.any(Number),
  });
  expect(Math.min(counts.cells, counts.diagnostics, counts.places)).toBeGreaterThan(3);
}, 180_000);
