import { join } from 'node:path';
import type { Conversion, KnownConversion } from '../../src/kernel/protocol';
import { KnownCells } from '../../src/live/known-cells';
import { converterOf } from '../../src/site/known-conversions';
import { readLessonNotebook } from '../../src/site/lessons';
import { ROOT } from '../support/dist';

/* Cells that were converted ahead: answered as TypeScript would, and only where it would answer the same. */

const cell = (code: string, names: readonly string[], declOutput: string): KnownConversion => ({
  code,
  names,
  conversion: { diagnostics: [], maps: [], output: `/* ${code} */`, declOutput },
});
const KNOWN = [
  cell("const VERSION = '3.12';", ['VERSION'], 'declare const VERSION = "3.12";\n'),
  cell('let a = 1;', ['a'], 'declare const VERSION = "3.12";\ndeclare let a: number;\n'),
  cell('let a = "";', ['a'], 'declare const VERSION = "3.12";\ndeclare let a: string;\n'),
  cell(
    'let b = 2;',
    ['b'],
    'declare const VERSION = "3.12";\ndeclare let a: string;\ndeclare let b: number;\n',
  ),
];

function ask(known: KnownCells, previous: string, code: string): Conversion | undefined {
  return known.answer({ kind: 'cell', previous, code }) as Conversion | undefined;
}

test('cells that run in their order are answered, one that is not known is not', () => {
  const known = new KnownCells(KNOWN);
  let previous = '';
  for (const { code, conversion } of KNOWN) {
    expect(ask(known, previous, code)).toEqual(conversion);
    previous = conversion.declOutput!;
  }
  expect(ask(known, previous, 'let c = 3;')).toBeUndefined();
  expect(known.has('let c = 3;')).toBe(false);
  expect(known.answer({ kind: 'metadata', code: 'let c = 3;' })).toBeUndefined();
  expect(known.answer({ kind: 'metadata', code: 'let a = 1;' })).toEqual({});
});

test('some may be left out or run again; a name that was declared again is left to TypeScript', () => {
  const known = new KnownCells(KNOWN);
  ask(known, '', KNOWN[0]!.code);
  const last = ask(known, KNOWN[0]!.conversion.declOutput!, 'let b = 2;')!;
  expect(last.declOutput).toBe(KNOWN[3]!.conversion.declOutput);
  // `a` of the second cell is no longer the last one.
  expect(ask(known, last.declOutput!, 'let a = 1;')).toBeUndefined();
  const again = ask(known, last.declOutput!, 'let a = "";')!;
  expect(again.output).toBe('/* let a = ""; */');
  expect(again.declOutput).toBe(last.declOutput);
});

test('after a cell of the reader’s TypeScript converts; after a restart it need not', () => {
  const known = new KnownCells(KNOWN);
  ask(known, '', KNOWN[0]!.code);
  expect(ask(known, 'declare const mine: number;\n', 'let a = 1;')).toBeUndefined();
  expect(ask(known, '', 'let a = 1;')).toBeDefined();
});

test('another version of Python is known, too', () => {
  const known = new KnownCells(KNOWN);
  const first = ask(known, '', "const VERSION = '3.9';")!;
  expect(first.output).toBe("/* const VERSION = '3.9'; */");
  expect(first.declOutput).toBe('declare const VERSION = "3.9";\n');
  expect(ask(known, first.declOutput!, 'let a = 1;')!.declOutput).toBe(
    'declare const VERSION = "3.9";\ndeclare let a: number;\n',
  );
});

test('the cells of a lesson are converted without its exercises being solved', () => {
  const notebook = readLessonNotebook('12-memory-by-version');
  const known = converterOf(join(ROOT, 'dist', 'live'))(notebook);
  const typescript = notebook.cells.filter(
    ({ cell_type, source }) => cell_type === 'code' && !source.startsWith('%%python'),
  );
  expect(known.map(({ code }) => code)).toEqual(typescript.map(({ source }) => source));
  for (const { conversion } of known) expect(conversion.output).toBeTruthy();
});
