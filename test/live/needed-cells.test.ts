import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notebookPython } from '../../src';
import { dependentCells, neededCells, relatedCells } from '../../src/live/needed-cells';
import { ROOT } from '../support/dist';

/** What the last cell needs. */
const needs = (...sources: string[]): number[] => neededCells(sources, sources.length - 1);

test('a cell needs those that give its names, and what these need', () => {
  expect(needs('const a = 1;', 'const b = 2;', 'const c = a;', 'c + 1')).toEqual([0, 2]);
  expect(needs("import { boot } from 'heaplab';", 'const x = 1;', 'const p = boot();')).toEqual([
    0,
  ]);
  expect(needs('const { a: [b, ...c] } = o;', 'c')).toEqual([0]);
  expect(needs('interface Named { name: string }', 'let n: Named;')).toEqual([0]);
  expect(needs('function f<T>(a: T) { return a; }', 'const a = 1;', 'f(2)')).toEqual([0]);
  expect(needs('1 + 1', 'console.log(2)')).toEqual([]);
});

test('the last cell to give a name counts', () => {
  expect(needs('let a = 1;', 'let a = 2;', 'a')).toEqual([1]);
  expect(needs('let a = 1;', 'let a = a + 1;', 'a')).toEqual([1]);
});

test('a local name is no name of another cell', () => {
  expect(needs('const a = 1;', '(a: number) => a')).toEqual([]);
  expect(needs('const a = 1;', 'for (const a of [1]) console.log(a);')).toEqual([]);
  expect(needs('const a = 1;', '{ const a = 2; console.log(a); }')).toEqual([]);
  expect(needs('const a = 1;', '({ a: 2 }).a')).toEqual([]);
  expect(needs('const a = 1;', '({ a })')).toEqual([0]);
  expect(needs('const a = 1;', 'try { f(); } catch (a) { a; }')).toEqual([]);
});

test('what may have changed a value counts too', () => {
  const first = "import { boot, arenaMap } from 'heaplab';\nconst p = boot();";
  expect(needs(first, "p.exec('x = 1');", 'arenaMap(p)', 'p.arenas()')).toEqual([0, 1]);
  expect(needs('let n = 1;', 'n++;', 'n')).toEqual([0, 1]);
  expect(needs('let n = 1;', '[n] = [2];', 'n')).toEqual([0, 1]);
  expect(needs('const o = { a: 1 };', 'o.a = 2;', 'o.a')).toEqual([0, 1]);
  expect(needs('const l = [];', 'function fill() { l.push(1); }', 'fill();', 'l')).toEqual([
    0, 1, 2,
  ]);
  expect(needs('const l = [];', 'const put = (x: any) => x.push(1);', 'put(l);', 'l')).toEqual([
    0, 1, 2,
  ]);
});

test('a function of another cell sees what was done to its names since', () => {
  const first =
    "import { boot } from 'heaplab';\nconst p = boot();\nconst calls = () => p.calls();";
  expect(needs(first, 'p.fill(3);', 'calls()')).toEqual([0, 1]);
});

test('a name counts with the functions of its own definition, not with those beside it', () => {
  const first = `import { boot } from 'heaplab';
const p = boot();
const fill = () => p.exec('x = 1');
const size = 3;
const double = (n: number) => 2 * n;`;
  expect(needs(first, 'double(size);', 'p')).toEqual([0]);
  expect(needs(first, 'fill();', 'p')).toEqual([0, 1]);
  expect(needs(first, 'const both = () => [double(1), fill()];', 'both();', 'p')).toEqual([
    0, 1, 2,
  ]);
  // A value that was made by a function may call it again.
  const maker = 'const make = () => () => p.exec("y = 1");\nconst made = make();';
  expect(needs(first, maker, 'made();', 'p')).toEqual([0, 1, 2]);
});

test('looking changes nothing', () => {
  expect(needs('let n = 1;', '-n; !n; typeof n;', 'n')).toEqual([0]);
  expect(needs('let n = 1;', 'n--;', 'n')).toEqual([0, 1]);
  expect(needs('const o: any = {};', 'delete o.a;', 'o')).toEqual([0, 1]);
  expect(needs('const o: any = {};', 'Number(o.a!.b); Object.keys(o);', 'o')).toEqual([0]);
  const first = "import { notebookPython } from 'heaplab';\nconst py = notebookPython('3.12');";
  for (const look of ['py.globals.x!.value', 'Number(py.globals["x"]!.value)', 'py.arenas()'])
    expect(needs(first, look, '%%python\nx')).toEqual([0]);
  expect(needs(first, 'py.PyLong_FromLong(1)', '%%python\nx')).toEqual([0, 1]);
});

test('what is said to look at a process changes no byte of it', () => {
  const py = notebookPython('3.12');
  py.run('rows = [[n] for n in range(1000)]');
  const bytes = (): string => {
    const hash = createHash('sha256');
    for (const { start, end } of py.smaps()) hash.update(py.memory.loadBytes(start, end - start));
    return hash.digest('hex');
  };
  const before = bytes();
  py.arenas();
  py.pool(py.globals.rows!.address);
  py.layers();
  py.objectGraph([py.globals.rows!.address]);
  py.stats();
  py.status();
  py.sys.getsizeof(py.globals.rows!.address);
  expect(bytes()).toBe(before);
  py.PyLong_FromLong(12345);
  expect(bytes()).not.toBe(before);
});

test('cells in Python share a process', () => {
  expect(
    needs(
      '%%python\nx = 1',
      "import { notebookPython } from 'heaplab';",
      'notebookPython().globals',
    ),
  ).toEqual([0, 1]);
  expect(needs('%%python\nx = 1', 'const a = 1;', '%%python\ny = 2')).toEqual([0]);
  expect(needs('%%python 3.12\nx = 1', '%%python 3.9\ny = 2')).toEqual([]);
  expect(needs('%%python 3.12\nx = 1', '%%python\ny = 2', "py.exec('z')")).toEqual([0, 1]);
  expect(
    needs(
      '%%python\nx = 1',
      "import { notebookPython } from 'heaplab';\nconst py = notebookPython(V);",
      '%%python\ny',
    ),
  ).toEqual([1]);
});

test('an edit makes what needs the cell old', () => {
  expect(dependentCells(['const a = 1;', 'const b = a;', '1', 'b', '2'], 0)).toEqual([1, 3]);
  expect(dependentCells(['let n = 1;', 'n++;', 'n'], 1)).toEqual([2]);
  expect(dependentCells(['1', '2'], 0)).toEqual([]);
});

test('a module is a name as well', () => {
  expect(
    needs('/** @module tools */\nexport const t = 1;', "import { t } from './tools';\nt"),
  ).toEqual([0]);
});

test('a measurement needs the prediction that it is set against', () => {
  expect(
    needs(
      "predict('size', { ask: 'how large?' }, 3);",
      "predict('other', {}, 1);",
      "reveal('size', 4);",
    ),
  ).toEqual([0]);
});

test('a cell that is wrong, or empty, needs what can be read of it', () => {
  expect(needs('const a = 1;', 'const b = a +')).toEqual([0]);
  expect(needs('const a = 1;', '')).toEqual([]);
});

test('no cell of a lesson needs one that comes after it, and most need some', () => {
  const { cells } = JSON.parse(
    readFileSync(join(ROOT, 'notebooks', '05-cyclic-gc.ipynb'), 'utf8'),
  ) as { cells: { cell_type: string; source: string | string[] }[] };
  const sources = cells
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')));
  const all = sources.map((_, index) => neededCells(sources, index));
  for (const [index, needed] of all.entries())
    expect(needed.every((cell) => cell < index)).toBe(true);
  expect(all.filter((needed) => needed.length > 0).length).toBeGreaterThan(sources.length / 2);
  expect(all.some((needed, index) => needed.length > 0 && needed.length < index)).toBe(true);
});

test('names of parameters in types, methods and branches are no names of the cell', () => {
  for (const hides of [
    'const twice: (n: number) => number = (x) => 2 * x;',
    'const host = { alloc(n: number) { return n; } };',
    'interface Host { alloc(n: number): void; new (n: number): Host }',
    'switch (1 as number) { case 1: const n = 2; console.log(n); }',
    'type Make = new (n: number) => object;',
  ])
    expect(needs('const n = 7;', hides, 'n')).toEqual([0]);
});

test('a process begins where it is begun, not where it is mentioned', () => {
  const cells = (mention: string): number[] =>
    needs(
      "import { notebookPython } from 'heaplab';",
      '%%python\nx = 1',
      mention,
      '%%python\nx += 1',
      'py.globals.x',
    );
  expect(cells("// notebookPython('3.8') would begin one")).toEqual([1, 3]);
  expect(cells('console.log("notebookPython(\'3.8\')");')).toEqual([1, 3]);
  expect(cells("const py = notebookPython('3.8');")).toEqual([0, 2, 3]);
  expect(cells("const run = () => notebookPython().exec('x = 2'); run();")).toEqual([0, 1, 2, 3]);
});

test('a class can be changed', () => {
  expect(needs('class Ids { static next = 0; }', 'Ids.next = 5;', 'Ids.next')).toEqual([0, 1]);
});

test('what is related to a cell: all with a name in common, by way of others, too', () => {
  const related = (...sources: string[]): number[] => relatedCells(sources, sources.length - 1);
  const first = "import { boot, bars } from 'heaplab';\nconst p = boot();";
  expect(related(first, "const q = p;\nq.exec('x = 1');", 'bars([1]);', 'p.globals.x')).toEqual([
    0, 1,
  ]);
  expect(related('const next = make();', 'next();', 'const a = 1;', 'next()')).toEqual([0, 1]);
  expect(related(first, 'const rows = [1];', 'for (const r of rows) r.n = 2;', 'rows')).toEqual([
    1, 2,
  ]);
  expect(related(first, 'bars([1]);', 'bars([2]);')).toEqual([0]);
  expect(related(first, '%%python\nx = 1', 'const y = 1;', '%%python\nx')).toEqual([1]);
});
