import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { circles, filesBelow, IMPORTS, SOURCES, SRC } from '../tools/circles';
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
  'recording',
  'charts',
  'kernel',
  'live',
  'grading',
  'quiz',
  'api',
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

function roomOf(name: string): string {
  return name.split('/')[0]!.replace(/\.tsx?$/, '');
}

test('imports run downward only', () => {
  const upward: string[] = [];
  for (const { path, name, imports } of SOURCES) {
    const room = ROOMS.indexOf(roomOf(name));
    if (room < 0) continue; // index.ts, which gathers them all.
    for (const specifier of imports.filter((s) => s.startsWith('.'))) {
      const target = roomOf(relative(SRC, resolve(dirname(path), specifier)));
      if (ROOMS.indexOf(target) > room) upward.push(`${name} -> ${specifier}`);
    }
  }
  expect(upward).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(circles()).toEqual([]);
  const planted = new Map([...IMPORTS, ['versions/index.ts', ['index.ts']]]);
  expect(circles(planted).flat()).toContain('versions/index.ts');
});

test('the engine imports from files, not by way of an index that gathers them', () => {
  // In CommonJS a name that an index passes on is a getter: a call through it takes several times longer.
  const gathers = (name: string): boolean =>
    name.endsWith('/index.ts') &&
    /^export (\*|(type )?\{[^}]*\}) from/m.test(readFileSync(join(SRC, name), 'utf8'));
  const engine = ROOMS.slice(0, ROOMS.indexOf('charts'));
  const found = [...IMPORTS].flatMap(([name, targets]) =>
    targets
      .filter(() => engine.includes(roomOf(name)) && !name.endsWith('/index.ts'))
      .filter(gathers)
      .map((target) => `${name} -> ${target}`),
  );
  expect(found).toEqual([]);
});

/** Inside python/, lowest first: Parser/, Python/compile.c, the state and what all else needs, Objects/, … */
const PYTHON = [
  'lib',
  'os',
  'parser',
  'compile',
  'runtime',
  'objects',
  'residue',
  'audit',
  'ceval',
  'modules',
];

test('imports run downward inside python too', () => {
  const level = (name: string): number => {
    const [, folder, file] = name.split('/');
    if (file === undefined) return PYTHON.length;
    expect(PYTHON).toContain(folder);
    return PYTHON.indexOf(folder!);
  };
  const upward = [...IMPORTS].flatMap(([name, targets]) =>
    targets
      .filter((target) => name.startsWith('python/') && target.startsWith('python/'))
      .filter((target) => level(target) > level(name))
      .map((target) => `${name} -> ${target}`),
  );
  expect(upward).toEqual([]);
});

test('a Runtime is state: what is done with it is in functions', () => {
  const source = readFileSync(join(SRC, 'python', 'runtime', 'runtime.ts'), 'utf8');
  const methods = [...source.matchAll(/^ {2}(?!constructor)(?:\w+ )*\*?\w+(?:<.*>)?\(.*\{$/gm)];
  expect(source).toContain('export class Runtime {');
  expect(methods.map(([line]) => line)).toEqual([]);
});

test('no file but those of src/versions compares version numbers', () => {
  const found = SOURCES.filter(({ name }) => !name.startsWith('versions/'))
    .filter(({ path }) =>
      /\bminor\b *(?:>=|<=|[=!]==|<(?!<)|>(?!>))/.test(readFileSync(path, 'utf8')),
    )
    .map(({ name }) => name);
  expect(found).toEqual([]);
});

/** What reads or writes memory, up to the bracket that opens its address. */
const ACCESS =
  /\b(?:load|store|get|set|touch|incref|decref|fill|copy|copyWithin|add|setPointer|clearPointer|loadPointer|storePointer)\(|\b(?:[iuf](?:8|16|32|64))\[/g;
/** A number that is added to an address. 1 is the high half of 64 bits; `(bytes + 3) >> 2` counts words. */
const BARE_OFFSET = /[+-] (?:[2-9]|\d\d+)\b(?! \*)(?!\) >>)/;

/** Accesses to memory at an address with a bare number in it: `load(x + 6)`, `i32[(x + 4) >> 1]`. */
function bareOffsets(source: string): string[] {
  return [...source.matchAll(ACCESS)].flatMap((match) => {
    const start = match.index + match[0].length;
    let end = start;
    for (let depth = 1; end < source.length; end++) {
      if ('([{'.includes(source[end]!)) depth++;
      else if (')]}'.includes(source[end]!) && --depth === 0) break;
    }
    const address = source.slice(start, end);
    const bare = match[0] === 'f64[' ? /[+-] \d/ : BARE_OFFSET;
    return bare.test(address) && !address.includes('=>') ? [match[0] + address] : [];
  });
}

test('fields are read and written by name, never at a number', () => {
  const found = SOURCES.filter(({ name }) =>
    /^(?:malloc|pymalloc|objects|gc|tracemalloc|process|python)\//.test(name),
  ).flatMap(({ path, name }) =>
    bareOffsets(readFileSync(path, 'utf8')).map((access) => `${name}: ${access}`),
  );
  expect(found).toEqual([]);
});

test.each([
  'py.load(x + 6)',
  'py.store(keys.entry(table, i) + 2, value)',
  'py.i32[table + i * 4 + 3]',
  'py.f64[((op + 4) >> 1) + 1]',
  'py.i32.fill(-1, op + 6, op + 8)',
])('%s is an access at a number', (source) => {
  expect(bareOffsets(source)).toHaveLength(1);
});

test.each(['py.load(x + Cell.REF)', 'i32[word + 1]', 'memory.fill(x, (bytes + 3) >> 2)'])(
  '%s is none',
  (source) => {
    expect(bareOffsets(source)).toEqual([]);
  },
);

/** The package that an import names: `@scope/name/file` and `name/file` lose their file. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Imports that are lines of their own: whether only of types, and of what. Templates hold others. */
function importsOf(path: string): RegExpMatchArray[] {
  const source = readFileSync(path, 'utf8').replace(/`(?:[^`\\]|\\.)*`/gs, '``');
  return [
    ...source.matchAll(
      /^\s*(?:import|export)\b( type)?[^'";]*?\bfrom '([^']+)'|^import() '([^']+)'/gm,
    ),
  ].map((match) => (match[4] ? ([match[0], match[3], match[4]] as RegExpMatchArray) : match));
}

/** What a build puts in the place of an import. */
const VIRTUAL = ['heaplab'];

test('every package that is imported is declared; what users need is no tool of ours', () => {
  const {
    dependencies,
    devDependencies,
    peerDependencies,
    files: packed,
  } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  > & { files: string[] };
  const shipped = (name: string): boolean =>
    !name.startsWith('live/browser/') &&
    !packed.some(
      (pattern) =>
        `dist/src/${name.replace(/\.tsx?$/, '.')}`.startsWith(pattern.replace(/^!|\*$/g, '')) &&
        pattern.startsWith('!'),
    );
  const undeclared = new Set<string>();
  for (const folder of ['src', 'tools', 'test', 'lessons', 'docs'].map((name) =>
    join(ROOT, name),
  )) {
    for (const path of filesBelow(folder)) {
      const name = relative(SRC, path);
      const forUsers = !name.startsWith('..') && shipped(name);
      const known = { ...dependencies, ...peerDependencies, ...(forUsers ? {} : devDependencies) };
      for (const [, typeOnly, specifier] of importsOf(path)) {
        const wanted = packageOf(specifier!);
        if (/^(\.|node:)/.test(specifier!) || /:/.test(wanted) || VIRTUAL.includes(wanted))
          continue;
        const types = typeOnly && devDependencies![wanted];
        if (!(wanted in known) && !types) undeclared.add(`${relative(ROOT, path)}: ${wanted}`);
      }
    }
  }
  expect([...undeclared]).toEqual([]);
});

test('every room is known', () => {
  const rooms = new Set(SOURCES.map(({ name }) => roomOf(name)));
  rooms.delete('index');
  expect([...rooms].sort()).toEqual([...ROOMS].sort());
});

test('the simulator and what cells load import nothing of Node', () => {
  const node = SOURCES.filter(
    ({ name }) => SIMULATOR.includes(roomOf(name)) || BROWSER_SAFE.includes(name),
  ).flatMap(({ name, imports }) =>
    imports.filter((s) => s.startsWith('node:')).map((s) => `${name}: ${s}`),
  );
  expect(node).toEqual([]);
});

test('files have one reason to exist: under 500 lines', () => {
  const long = [
    ...filesBelow(SRC),
    ...filesBelow(join(ROOT, 'tools')),
    ...filesBelow(join(ROOT, 'test')),
    ...filesBelow(join(ROOT, 'lessons')),
  ]
    .map((path) => ({
      path: relative(ROOT, path),
      lines: readFileSync(path, 'utf8').split('\n').length,
    }))
    .filter(({ lines }) => lines > 500);
  expect(long).toEqual([]);
});
