import { boot, type LineRecording, recordLines, type StepState } from '../../src';

const record = (source: string, version = '3.12'): LineRecording =>
  recordLines(boot(version), source);

const lastOf = (run: LineRecording): StepState => run.state(run.steps.length - 1);

function named(state: StepState, name: string) {
  const all = state.frames.flatMap((frame) => frame.names);
  const { address } = all.find((each) => each.name === name)!;
  return state.objects.find((object) => object.address === address)!;
}

/** A peak of floats, with what is planted between two halves of it, and what is done when the peak is over. */
const peak = (planted: string, after = ''): string =>
  `import collections, functools, gc, types
class Box: pass
def make():
    return bytes(400)
low = [float(i) for i in range(30_000)]
${planted}
high = [float(i) for i in range(30_000)]
del low, high
${after}`;

/** The line of `make` that makes what is planted. */
const LINE = 4;

test.each([
  ['a list', 'kept = [1, [make()]]', 'kept', ['1', '0']],
  ['a dict', 'kept = {"a": {2: make()}}', 'kept', ["'a'", '2']],
  ['a key of a dict', 'kept = {(1, make()): 1}', 'kept', ['me_key', '1']],
  ['an attribute', 'box = Box()\nbox.held = make()', 'box', ['held']],
  ['a deque', 'recent = collections.deque([make()], 3)', 'recent', ['0']],
  ['a default argument', 'def f(x=make()): pass', 'f', ['func_defaults', '0']],
  [
    'a closure',
    'def outer():\n    v = make()\n    return lambda: v\nf = outer()',
    'f',
    ['func_closure', '0', 'ob_ref'],
  ],
  [
    'a generator that waits',
    'def g():\n    mine = make()\n    yield\nwaiting = g()\nnext(waiting)',
    'waiting',
    ['mine'],
  ],
  [
    'a cache of results',
    '@functools.lru_cache(maxsize=4)\ndef f(n): return make()\nx = f(7)\ndel x',
    'f',
    ['7'],
  ],
  ['an attribute of a module', 'types.mine = [make()]', 'types', ['md_dict', "'mine'", '0']],
])('what %s keeps alive pins its arena, and both say why', (_, planted, name, labels) => {
  const run = record(peak(planted));
  expect(run.info.end).toMatchObject({ kind: 'finished' });
  const last = run.steps.length - 1;
  const arenas = run.state(last).arenas.map(({ index }) => index);
  const pinning = arenas.flatMap((index) =>
    run
      .survivors(last, index)
      .survivors.filter(({ object, line }) => object?.type === 'bytes' && line === LINE),
  );
  expect(pinning).toHaveLength(1);
  const reason = run.whyAlive(last, pinning[0]!.object!.address)!;
  expect(reason).toMatchObject({ function: '<module>', name });
  expect(reason.steps.flatMap(({ by }) => (by ? [by.label] : []))).toEqual(labels);
  expect(reason.steps.at(-1)).toMatchObject({ type: 'bytes', line: LINE });
});

test('variables, arguments of a cache, modules, methods and keys are found under their names', () => {
  const run = record(
    [
      'import functools, types',
      '@functools.lru_cache(maxsize=8)',
      'def f(n): return [n]',
      'f(5)',
      'def g(a):',
      '    b = [a]',
      '    yield b',
      'waiting = g([7])',
      'next(waiting)',
      'types.mine = [1]',
      'd = {(1, (2, object())): 1}',
      'class K:',
      '    a = 1',
      '    b = 2',
      '    def method(self, x=[1, 2]): pass',
      'class E(Exception): pass',
      'e = E()',
      'e.extra = [1]',
    ].join('\n'),
  );
  const last = run.steps.length - 1;
  const state = run.state(last);
  const edges = (name: string): string[] =>
    named(state, name).edges.map(({ kind, label }) => `${kind} ${label}`);
  expect(edges('f')[0]).toBe('key 5');
  expect(edges('f').join()).not.toContain('+');
  expect(edges('waiting')).toEqual(['field a', 'field b']);
  expect(edges('types')).toEqual(['attribute mine']);
  expect(edges('d')).toEqual(['key (…)', 'field me_key']);
  expect(edges('K')).toEqual(['attribute a', 'attribute b', 'attribute method']);
  expect(edges('e').filter((each) => /dict/.test(each))).toHaveLength(1);
  const short = run.state(last, { references: 2 });
  expect(named(short, 'K')).toMatchObject({ edges: [{}, {}], more: 1 });
});

test('whose a block is, also of what the collector does not track', () => {
  const run = record(
    "text = 'x' * 2000 + str(1)\nbig = 10 ** 2000\nlong = tuple(range(300))\ntable = {'a': 1}\nraw = bytearray(600)\n",
    '3.10',
  );
  const last = run.steps.length - 1;
  const state = run.state(last);
  for (const [name, type, line] of [
    ['text', 'str', 1],
    ['big', 'int', 2],
    ['long', 'tuple', 3],
  ] as const) {
    const { address } = named(state, name);
    for (const inside of [address, address + 600])
      expect(run.holder(last, inside)).toMatchObject({ kind: 'object', line, object: { type } });
  }
  for (const [name, part, line] of [
    ['table', 'ma_keys', {}],
    ['raw', 'ob_bytes', { line: 5 }],
  ] as const) {
    const [own] = named(state, name).parts;
    expect(named(state, name).tracked).toBe(false);
    const holder = run.holder(last, own!.address + 8);
    expect(holder).toMatchObject({
      kind: 'part',
      part,
      object: { address: named(state, name).address },
      ...line,
    });
  }
  expect(run.whyAlive(last, 12345)).toBeUndefined();
  expect(run.whyAlive(last, named(state, 'text').address + 64)).toBeUndefined();
});

test('what waits for the collector is seen while a finalizer runs', () => {
  const run = record(
    [
      'import gc',
      'class D:',
      '    def __del__(self):',
      '        x = 1',
      'a = D()',
      'a.me = a',
      'b = []',
      'b.append(b)',
      'del a, b',
      'gc.collect()',
    ].join('\n'),
  );
  const states = run.steps.map(({ step }) => run.state(step));
  const { objects } = states.find(({ frames }) => frames[0]!.function === '__del__')!;
  expect(objects.filter(({ unreachable }) => unreachable)).toMatchObject([{ type: 'list' }]);
  expect(lastOf(run).objects.filter(({ unreachable }) => unreachable)).toEqual([]);
});

test('calls of threads that wait', () => {
  const run = record(
    [
      'import threading',
      'def work(n):',
      '    k = [n]',
      '    done.wait()',
      '    k = None',
      'done = threading.Event()',
      'thread = threading.Thread(target=work, args=(5,))',
      'thread.start()',
      'q = 4',
      'done.set()',
      'thread.join()',
    ].join('\n'),
  );
  const frames = (line: number) =>
    run.state(run.steps.find((step) => step.line === line)!.step).frames;
  expect(frames(3)).toMatchObject([
    { function: 'work', line: 4 },
    { function: '<module>', line: 8, waiting: true },
  ]);
  const [work, program] = frames(9);
  expect(work).toMatchObject({ function: 'work', line: 4, waiting: true });
  expect(work!.names.map(({ name }) => name)).toEqual(['n', 'k']);
  expect(program).toMatchObject({ function: '<module>', line: 10 });
  expect(program!.waiting).toBeUndefined();
});

test('what keeps an arena: what is alive, then dead objects on free lists, and as many as asked for', () => {
  const run = record(
    'kept = [[n] for n in range(300)]\nfloats = [n / 3 for n in range(40)]\nfloats.clear()',
  );
  const last = run.steps.length - 1;
  const { survivors, more, own, kept } = run.survivors(last, 0, 10_000);
  expect(more).toBe(0);
  const ours = survivors.filter(({ step }) => step !== undefined);
  expect(survivors.slice(0, own)).toEqual(ours);
  const dead = ours.filter(({ list }) => list !== undefined);
  expect(kept).toBe(dead.length);
  expect(dead.filter(({ list }) => list === 'float').length).toBeGreaterThan(30);
  expect(ours.slice(-kept)).toEqual(dead);
  expect(dead.every(({ object }) => object === undefined)).toBe(true);
  expect(run.survivors(last, 0, 5)).toEqual({
    survivors: survivors.slice(0, 5),
    more: survivors.length - 5,
    own,
    kept,
  });
});
