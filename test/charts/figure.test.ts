import { boot, deterministicHost, type FreeListMove, figure } from '../../src';
import { FIGURE_MIME } from '../../src/charts/mime';
import type { DiagnosisTool } from '../../src/charts/touch/diagnosis';
import { measureFigure } from '../../src/charts/touch/measure';
import { KNOBS, PLANTED, plantedProgram } from '../../src/charts/touch/planted';
import type { SizesKind } from '../../src/charts/touch/sizes';
import { saidBy as diagnosisSaid } from '../../src/site/parts/touch/diagnosis-said';
import { toldOfFork } from '../../src/site/parts/touch/fork-said';
import { toldOfFreeList } from '../../src/site/parts/touch/freelist-said';
import { draw, told } from '../../src/site/parts/touch/graph-moves';
import { intsAt } from '../../src/site/parts/touch/layers';
import { toldOf } from '../../src/site/parts/touch/pool';
import { saidBy, toldOfRequest } from '../../src/site/parts/touch/request-said';
import { toldOfSizes } from '../../src/site/parts/touch/sizes';
import { sentence } from '../../src/site/parts/touch/survivors';
import { CPYTHON_VERSIONS } from '../../src/versions';
import { sample } from '../support/deep';
import { helps, KNOB } from './knobs';

/* Figures that a reader drives: what they show is what the simulator says in other ways. */

const GRAPH = [
  'a = []',
  'b = []',
  'c = []',
  'd = []',
  'a.append(b)',
  'b.append(a)',
  'b.append(a)',
  'c.append(d)',
  'b.append(d)',
];

test.each(sample(['3.12', '3.8', '3.15'], 3))(
  'layers of %s are those of a process of its own',
  (python) => {
    const n = 54_321;
    const shown = measureFigure('layers', { python, n });
    const host = deterministicHost();
    const p = boot(python, { host });
    p.exec(`ids = list(range(10_000_000, 10_000_000 + ${n}))`);
    // The program itself takes a little.
    expect(Math.abs(shown.rss / p.status().VmRSS - 1)).toBeLessThan(0.02);
    expect(shown.start + shown.references + shown.arenas).toBe(shown.rss);
    expect(shown.blocks).toBeLessThanOrEqual(shown.arenas);
    expect(shown.ints).toBe(28 * n);
    expect([intsAt(0), intsAt(10), intsAt(70)]).toEqual([0, 10, 10_000_000]);
  },
);

test.each(sample(['3.12', '3.10', '3.8', '3.15'], 4))(
  'counts of %s are those of sys.getrefcount',
  (python) => {
    const shown = measureFigure('references', { python, lines: GRAPH });
    const host = deterministicHost();
    const p = boot(python, { host });
    p.exec(GRAPH.join('\n'));
    // The call's own argument counts too.
    p.exec(
      'import sys\nown = sys.getrefcount([])\nprint(*[sys.getrefcount(globals()[n]) - own for n in "abcd"])',
    );
    const counts = host.take().trim().split(' ').map(Number);
    expect(shown.objects.map(({ refcount }) => refcount)).toEqual(counts);
    expect(shown.names).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' });
  },
);

test.each(sample(['3.12', '3.8', '3.15'], 3))(
  'what a collection of %s frees is what gc.collect() finds',
  (python) => {
    const lines = [...GRAPH, 'del a', 'del b', 'del d'];
    const { phases, objects } = measureFigure('collection', { python, lines });
    const host = deterministicHost();
    boot(python, { host }).exec(
      `import gc\ngc.disable()\ngc.collect()\n${lines.join('\n')}\nprint(gc.collect())`,
    );
    const [copied, subtracted, moved, cleared] = phases;
    expect(moved!.unreachable).toEqual(['a', 'b']);
    expect(host.take()).toBe(`${moved!.unreachable.length}\n`);
    expect(copied!.copies).toEqual({ a: 2, b: 1, c: 1, d: 2 });
    expect(subtracted!.copies).toEqual({ a: 0, b: 0, c: 1, d: 0 });
    expect(Object.keys(cleared!.copies).sort()).toEqual(['c', 'd']);
    expect(objects.map(({ path }) => path)).toEqual([undefined, undefined, 'c', 'c[0]']);
  },
);

test('an object dies with its last reference, and what is done is a line of Python', () => {
  const python = '3.12';
  const lines = ['a = []', 'b = []', 'a.append(b)', 'del b'];
  const before = measureFigure('references', { python, lines });
  expect(draw(before, 'b', 'a')).toEqual({ line: 'a[0].append(a)' });
  const after = measureFigure('references', { python, lines: [...lines, 'del a[0]'] });
  expect(after.freed).toEqual(['b']);
  expect(told(after, before)).toBe('b has no reference left: freed at once.');
  expect(after.objects[1]).toEqual({ label: 'b', refcount: undefined, holds: [], path: undefined });
  expect(draw(after, 'a', 'b')).toEqual({
    refused: 'No name leads to b any more, so no line of Python can use it.',
  });
});

test.each(sample(['3.12', '3.10', '3.8', '3.15'], 4))(
  'blocks of a pool of %s come as objects do',
  (python) => {
    // What id() says of objects of the same size, in a process that has others in their pool already.
    const size = 16;
    const moves = [-1, -1, -1, -1, -1, 1, 3, 0, -1, -1, -1, -1];
    const host = deterministicHost();
    boot(python, { host }).exec(`things, given = {}, []
base = [object() for _ in range(3000)]
for move in ${JSON.stringify(moves)}:
    if move == -1:
        thing = object()
        things[len(given)] = thing
        given.append(id(thing))
        del thing
    else:
        del things[move]
print(given.index(given[5]), given.index(given[6]), given.index(given[7]), given[8] in given[:8])`);
    const shown = measureFigure('pool', { python, size, moves });
    const handed = moves.map(
      (_, i) => measureFigure('pool', { python, size, moves: moves.slice(0, i + 1) }).given,
    );
    const order = handed.filter((index) => index !== undefined);
    const told = order.slice(5, 8).map((index) => order.indexOf(index));
    expect(host.take()).toBe(
      `${told.join(' ')} ${order.slice(0, 8).includes(order[8]!) ? 'True' : 'False'}\n`,
    );
    expect(told).toEqual([0, 3, 1]);
    expect(shown).toMatchObject({ block: 16, header: 48, used: 6, next: 6, returned: false });
    expect(shown.header + shown.capacity * shown.block + shown.tail).toBe(shown.pool);
  },
);

test('a pool rounds up, refuses what is too large, fills up, and goes back', () => {
  const python = '3.12';
  const of = (size: number, moves: number[]) => measureFigure('pool', { python, size, moves });
  expect([49, 64, 65, 512, 513].map((size) => of(size, []).block)).toEqual([64, 64, 80, 512, 0]);
  const full = of(500, Array<number>(40).fill(-1));
  expect(full).toMatchObject({ used: 31, capacity: 31, next: undefined });
  expect(toldOf(full, full)).toContain('The pool is full.');
  const before = of(500, [-1, -1, 1]);
  const empty = of(500, [-1, -1, 1, 0]);
  expect([before.returned, empty.returned]).toEqual([false, true]);
  expect(toldOf(empty, before)).toContain('goes back to its arena');
  expect(toldOf(of(513, []), before)).toContain('Drag the size down');
});

test('arenas go back with their last survivor', () => {
  const first = measureFigure('survivors', { python: '3.12', freed: [] });
  expect(first.arenas.flatMap(({ survivors }) => survivors)).toHaveLength(10);
  expect(first.arenas.filter(({ returned }) => returned)).toEqual([]);
  // The first arena has the interpreter's own objects too.
  const [freed, others] = [1, 2].map((at) =>
    first.arenas[at]!.survivors.map(({ number }) => number),
  ) as [number[], number[]];
  const almost = measureFigure('survivors', { python: '3.12', freed: freed.slice(1) });
  const both = measureFigure('survivors', { python: '3.12', freed: [...freed, ...others] });
  // The first that is empty is kept as a spare one.
  expect(almost.now).toBe(first.now);
  expect(both.arenas.filter(({ returned }) => returned)).toHaveLength(1);
  expect(both.now).toBeLessThan(first.now - 2 ** 20 / 2);
  expect(sentence(almost, first)).toBe('Freed, and no arena went back: others still hold it.');
  const one = measureFigure('survivors', { python: '3.12', freed });
  expect(sentence(one, almost)).toContain('one empty arena as a spare');
  expect(sentence(both, one)).toBe('An arena went back to the system: 1.0 MiB less.');
});

test.each(sample(['3.12', '3.8', '3.15'], 3))(
  'a request of %s is answered as a process answers it',
  (python) => {
    const sizes = [37, 300, 777, 90_001, 345_678];
    const { blocks, answer } = measureFigure('request', {
      python,
      moves: sizes.map((ask) => ({ ask })),
    });
    const p = boot(python, { startUp: 'none' });
    const said = sizes.map((bytes) => {
      const address = p.PyObject_Malloc(bytes);
      const pool = p.pool(address);
      const { name } = p.smaps().find(({ start, end }) => start <= address && address < end)!;
      const layer = pool ? 'pymalloc' : name === '[heap]' ? 'heap' : 'mapping';
      const round = (size: number, step: number): number => Math.ceil(size / step) * step;
      const chunk = round(bytes + 8, 16);
      const takes = pool?.blockSize ?? (layer === 'heap' ? chunk : round(chunk + 8, 4096));
      return { bytes, layer, takes, freed: false };
    });
    expect(blocks).toEqual(said);
    expect(answer!.calls).toEqual({ mmap: 1, munmap: 0, brk: 0 });
  },
);

test('what the C library learns from a freed mapping, and what a new arena costs', () => {
  const python = '3.12';
  const again = measureFigure('request', {
    python,
    moves: [{ ask: 222_222 }, { free: 'all' }, { ask: 222_222 }],
  });
  expect(again.blocks.map(({ layer, freed }) => [layer, freed])).toEqual([
    ['mapping', true],
    ['heap', false],
  ]);
  const many = measureFigure('request', { python, moves: [{ ask: 500, times: 2500 }] });
  const { steps, calls } = many.answer!;
  expect(steps['free block'] + steps['new pool'] + steps['new arena']).toBe(2500);
  expect(steps['new arena']).toBe(calls.mmap);
  expect(toldOfRequest(many)).toBe(
    `2500 requests for 500 bytes: pymalloc answers. It took ${calls.mmap} system call${calls.mmap === 1 ? '' : 's'}.`,
  );
  expect(saidBy(again).map(({ name, part }) => [name, part])).toEqual([
    ['pymalloc', 'asked'],
    ['malloc', 'answers'],
    ['kernel', 'asked'],
  ]);
  expect(() => measureFigure('request', { python, moves: [{ ask: 1, times: 9999 }] })).toThrow(
    'more than 5000 requests',
  );
});

test.each(sample(['3.12', '3.8', '3.15'], 3))(
  'a child of %s copies the pages that it writes to',
  (python) => {
    const moves = [{ read: 7 }, { read: 7 }, { read: 40 }];
    const read = measureFigure('fork', { python, frozen: true, moves });
    expect(read.copied.flatMap((is, i) => (is ? [i] : []))).toEqual([7, 40]);
    expect(read.now).toEqual([40]);
    const all = [...moves, { all: 'collect' }] as const;
    const frozen = measureFigure('fork', { python, frozen: true, moves: all });
    expect([frozen.copied, frozen.now]).toEqual([read.copied, []]);
    const unfrozen = measureFigure('fork', { python, frozen: false, moves: all });
    expect(unfrozen.copied.every(Boolean)).toBe(true);
    // In another way: what the kernel says of the child as a whole.
    const p = boot(python);
    for (let i = 0; i < unfrozen.lists; i++) p.PyList_New(0);
    p.gc.collect();
    const child = p.fork();
    const dirty = (): number => child.smaps().reduce((sum, each) => sum + each.privateDirty, 0);
    const before = dirty();
    child.gc.collect();
    const pages = (dirty() - before) / 4096;
    expect(Math.abs(unfrozen.copied.length + unfrozen.elsewhere - pages)).toBeLessThan(0.1 * pages);
    expect(toldOfFork({ python, frozen: true, moves: all }, frozen)).toBe(
      'The collection does not look at frozen lists: no page is copied.',
    );
  },
);

/** What makes an object of a type: an expression of Python that allocates nothing else. */
const MAKES = {
  list: '[]',
  dict: '{}',
  float: 'half + 1',
  int: 'three + 99997',
  tuple: '(half, half, half)',
} as const;

test.each(
  sample(['3.12', '3.8', '3.15'], 3).flatMap((python) =>
    Object.entries(MAKES).map(
      ([kind, makes]) => [python, kind as keyof typeof MAKES, makes] as const,
    ),
  ),
)('the free list of %s for a %s is that of a program', (python, kind, makes) => {
  const moves = [
    { make: 5 },
    { free: 2 },
    { free: 4 },
    { make: 1 },
    { free: 5 },
    { make: 3 },
  ] as const;
  const input = { python, kind, length: 3, moves };
  // What id() says: blocks by number, where those that were never freed come last.
  const host = deterministicHost();
  boot(python, { host }).exec(`import gc
half, three = 0.5, 3
def make():
    return ${makes}
gc.collect()
crowd = [make() for _ in [None] * 5]
first = [id(each) for each in crowd]
crowd[1] = None
crowd[3] = None
crowd[3] = make()
crowd[4] = None
crowd[4] = make()
crowd[1] = make()
print([first.index(id(each)) + 1 for each in crowd])`);
  const { alive } = measureFigure('freelist', input);
  const isKept = measureFigure('freelist', input).capacity > 0;
  // Without a list pymalloc does the same for such a short time.
  expect(host.take()).toBe('[1, 2, 3, 4, 5]\n');
  expect(alive.slice(0, 5)).toEqual([1, 3, 4, 5, 2]);
  const crowd = { ...input, moves: [{ make: 333 }, { free: 'all' }] as const };
  const { listed, capacity, answer } = measureFigure('freelist', crowd);
  expect(listed).toHaveLength(Math.min(333, capacity));
  expect(answer).toMatchObject({ freed: 333, kept: listed.length });
  expect(isKept).toBe(kind !== 'int' || python === '3.15');
  const collected = { ...crowd, moves: [...crowd.moves, { collect: true }] as const };
  expect(measureFigure('freelist', collected)).toMatchObject({
    listed: [],
    answer: { cleared: listed.length },
  });
});

test('a free list is full, is emptied, and one of 3.12 only fills', () => {
  const of = (python: string, length: number, moves: FreeListMove[]) => {
    const input = { python, kind: 'tuple', length, moves } as const;
    const shown = measureFigure('freelist', input);
    return { ...shown, told: toldOfFreeList(input, shown) };
  };
  const twice: FreeListMove[] = [{ make: 2 }, { free: 'all' }, { make: 1 }];
  expect(of('3.12', 19, twice)).toMatchObject({
    listed: [2],
    told: 'Made, in block 1, the first on the free list. Nobody asked pymalloc.',
  });
  expect(of('3.12', 20, twice)).toMatchObject({
    alive: [3],
    listed: [1, 2],
    told: '1 tuple of 20 made, and pymalloc was asked 1 time. What is on the list, nobody takes.',
  });
  expect(of('3.13', 20, twice).alive).toEqual([1]);
  expect(of('3.12', 21, [{ make: 3 }, { free: 'all' }])).toMatchObject({
    capacity: 0,
    listed: [],
    told: '3 tuples of 21 freed. There is no free list: 3 blocks went back to pymalloc.',
  });
  const many: FreeListMove[] = [{ make: 2500 }, { free: 'all' }];
  expect(of('3.12', 2, many).told).toBe(
    '2500 tuples of 2 freed. The free list kept 2000, 500 went back to pymalloc.',
  );
  expect(of('3.12', 2, [...many, { collect: true }]).told).toBe(
    'The collection emptied the list. 2000 blocks are back in the pools.',
  );
  expect(() => of('3.12', 2, [{ make: 9999 }])).toThrow('more than 4000 objects at once');
  expect(() => of('3.12', 2, [{ make: 1 }, { free: 7 }])).toThrow('no object is in block 7');
});

test('each service has a knob that helps, and the tools say which', () => {
  const python = '3.12';
  for (const [service, name] of PLANTED.entries()) {
    // Its own knob, and the next one; the deep test turns all of them.
    const own = KNOBS.indexOf(KNOB[name]);
    const turned = [KNOBS[own]!, KNOBS[(own + 1) % KNOBS.length]!];
    const helped = turned.filter((knob) => helps(python, service, knob));
    expect({ name, helped }).toEqual({ name, helped: [KNOB[name]] });
  }
  const ask = (service: number, asked: readonly DiagnosisTool[]) =>
    measureFigure('diagnosis', { python, service, asked }).readings;
  // In whatever order they are asked, tracing comes last.
  expect(ask(0, ['trace', 'holders'])).toMatchObject([
    { tool: 'holders', path: ['traceback', 'IndexError', 'deque'], name: 'failed' },
    { tool: 'trace', line: 'page = bytearray(300_000)' },
  ]);
  const [stats, found] = ask(4, ['collect', 'stats']);
  expect(stats).toMatchObject({ tool: 'stats', arenas: 0 });
  expect(found).toMatchObject({ tool: 'collect', found: 304 });
  expect(diagnosisSaid(ask(2, ['holders'])[0]!)).toBe(
    '300 more of type Answer, held by dict “answers”',
  );
  expect(() => ask(5, [])).toThrow('there is no service 5');
}, 120_000);

test('a service of the figure is what a process says that runs its program', () => {
  const python = '3.9';
  const { held, readings } = measureFigure('diagnosis', { python, service: 3, asked: ['days'] });
  const host = deterministicHost();
  boot(python, { host }).exec(`${plantedProgram('survivors')}
def rss():
    for line in open('/proc/self/status'):
        if line.startswith('VmRSS'): return int(line.split()[1]) * 1024
gc.collect()
start = rss()
for _ in range(4): serve()
print(rss() - start)`);
  expect(Math.abs(held / Number(host.take()) - 1)).toBeLessThan(0.05);
  expect(readings).toMatchObject([{ tool: 'days', held: { length: 4, 3: held } }]);
});

// As real interpreters say, with the program of the figure: 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1, 3.13.0, 3.14.10, 3.15.2.
test.each([
  ['int', 9, [28, 28, 28, 28, 28, 28, 28, 28], [28, 28, 28, 32, 32, 32, 32, 0]],
  ['str', 25, [74, 74, 74, 74, 66, 66, 66, 66], [74, 74, 74, 74, 66, 66, 66, 66]],
  ['list', 17, [256, 248, 248, 248, 248, 248, 248, 248], undefined],
  ['tuple', 3, [64, 64, 64, 64, 64, 64, 72, 72], undefined],
  ['dict', 5, [232, 232, 232, 224, 224, 224, 224, 224], undefined],
  ['instance', 3, [48, 48, 48, 56, 48, 48, 48, 48], [152, 152, 152, 96, 88, 96, 96, 96]],
  ['instance', 10, [48, 48, 48, 56, 48, 48, 48, 48], [192, 192, 192, 160, 152, 160, 160, 160]],
] as const)('%s of %i on all versions is what they say', (kind, n, said, traced) => {
  const { rows } = measureFigure('sizes', { python: '3.12', kind, n });
  expect(rows.map((row) => row.said)).toEqual(said);
  expect(rows.map((row) => row.traced)).toEqual(traced ?? said);
  expect(rows.map(({ python }) => python)).toEqual(CPYTHON_VERSIONS);
});

test('an object on all versions, in a sentence', () => {
  const told = (kind: SizesKind, n: number): string =>
    toldOfSizes(measureFigure('sizes', { python: '3.12', kind, n }));
  expect(told('int', 60)).toBe('36 bytes on each version.');
  expect(told('int', 8)).toBe('No version makes anything: it is there from the start.');
  expect(told('int', 10)).toContain('On 3.15 it is there from the start.');
  expect(told('list', 17)).toContain('Most on 3.8: 256 bytes.');
});

test.each([
  ['layers', { python: '3.12', n: 1000 }, '1,000'],
  ['references', { python: '3.12', lines: GRAPH }, 'a, a, d'],
  ['collection', { python: '3.12', lines: [...GRAPH, 'del a', 'del b'] }, 'unreachable'],
  ['pool', { python: '3.12', size: 40, moves: [-1, -1, 0] }, 'block 0, 2'],
  ['survivors', { python: '3.12', freed: [3] }, 'given back'],
  ['request', { python: '3.12', moves: [{ ask: 4321 }] }, '4,321'],
  ['fork', { python: '3.12', frozen: false, moves: [] }, 'collects what is frozen'],
  [
    'traced',
    { python: '3.12', lines: ['a = [1.5]', 'b = bytes(77)'], frames: 1, step: 2 },
    'b = bytes(77)',
  ],
  ['folder', { python: '3.12', lines: ['a = [[1.5], bytes(77)]'], opened: [] }, 'counted'],
  ['freelist', { python: '3.12', kind: 'list', length: 3, moves: [{ make: 2 }] }, 'tuple of 3'],
  ['diagnosis', { python: '3.12', service: 2, asked: [] }, 'a limit for the cache'],
  ['sizes', { python: '3.12', kind: 'str', n: 25 }, '3.12        66'],
] as const)('%s is a chart with a text elsewhere', (name, input, says) => {
  const chart = figure(name, input as never);
  expect(chart.text()).toContain(says);
  expect(String(chart.spec.description).length).toBeGreaterThan(20);
  expect(chart.svg()).not.toMatch(/NaN|undefined/);
  expect(chart.bundle()[FIGURE_MIME]).toEqual({
    figure: name,
    input,
    shown: measureFigure(name, input as never),
  });
});
