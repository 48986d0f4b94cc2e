import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './support/dist';

/** Lowest first: a room may use those before it (and itself). */
const ROOMS = [
  'versions',
  'memory',
  'malloc',
  'pymalloc',
  'objects',
  'gc',
  'tracemalloc',
  'process',
  'python',
  'charts',
  'kernel',
  'live',
  'grading',
  'quiz',
  'site',
  'cli',
];
const SIMULATOR = ROOMS.slice(0, ROOMS.indexOf('kernel'));
/** Of the rooms above, what a notebook cell may load in a browser too. */
const BROWSER_SAFE = [
  'kernel/display.ts',
  'kernel/plain.ts',
  'kernel/protocol.ts',
  'kernel/python.ts',
  'kernel/outputs.ts',
  'grading/check.ts',
];

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(path) ? [path] : [];
  });
}

const SRC = join(ROOT, 'src');
const sources = files(SRC).map((path) => ({
  path,
  name: relative(SRC, path),
  imports: [
    ...readFileSync(path, 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g),
  ].map((m) => m[1]!),
}));

function roomOf(name: string): string {
  return name.split('/')[0]!.replace(/\.tsx?$/, '');
}

test('imports run downward only', () => {
  const upward: string[] = [];
  for (const { path, name, imports } of sources) {
    const room = ROOMS.indexOf(roomOf(name));
    if (room < 0) continue; // index.ts, which gathers them all.
    for (const specifier of imports.filter((s) => s.startsWith('.'))) {
      const target = roomOf(relative(SRC, resolve(dirname(path), specifier)));
      if (ROOMS.indexOf(target) > room) upward.push(`${name} -> ${specifier}`);
    }
  }
  expect(upward).toEqual([]);
});

test('every room is known', () => {
  const rooms = new Set(sources.map(({ name }) => roomOf(name)));
  rooms.delete('index');
  expect([...rooms].sort()).toEqual([...ROOMS].sort());
});

test('the simulator and what cells load import nothing of Node', () => {
  const node = sources
    .filter(({ name }) => SIMULATOR.includes(roomOf(name)) || BROWSER_SAFE.includes(name))
    .flatMap(({ name, imports }) =>
      imports.filter((s) => s.startsWith('node:')).map((s) => `${name}: ${s}`),
    );
  expect(node).toEqual([]);
});

test('files have one reason to exist: under 500 lines', () => {
  const long = [
    ...files(SRC),
    ...files(join(ROOT, 'tools')),
    ...files(join(ROOT, 'test')),
    ...files(join(ROOT, 'lessons')),
  ]
    .map((path) => ({
      path: relative(ROOT, path),
      lines: readFileSync(path, 'utf8').split('\n').length,
    }))
    .filter(({ lines }) => lines > 500);
  expect(long).toEqual([]);
});
