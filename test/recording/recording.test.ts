import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import {
  boot,
  type LineRecording,
  recordLines,
  type StepState,
  statesOf,
  toDocument,
} from '../../src';
import { PEAK } from '../../src/recording/peak';
import { ROOT } from '../support/dist';

const record = (source: string, version = '3.12', options = {}): LineRecording =>
  recordLines(boot(version), source, options);

/** The step after a line ran last. */
function lastStep(run: LineRecording, line: number): number {
  return run.steps.filter((step) => step.line === line).at(-1)!.step;
}

function addressOf(state: StepState, name: string): number {
  const names = state.frames.flatMap((frame) => frame.names);
  return names.find((each) => each.name === name)!.address;
}

function objectOf(state: StepState, name: string) {
  return state.objects.find(({ address }) => address === addressOf(state, name))!;
}

describe('a peak and a cycle', () => {
  const run = record(PEAK);

  test('each line is a step, with what it did and the figures after it', () => {
    expect(run.info).toMatchObject({ python: '3.12', lines: 12, every: 1 });
    expect(run.info.end).toEqual({ kind: 'finished', status: 0 });
    expect(run.steps.map(({ line }) => line)).toEqual([0, 1, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15]);
    expect(run.steps[lastStep(run, 5)]).toMatchObject({
      allocated: 0,
      freed: 199_891,
      arenaCount: 7,
    });
    for (const { step, rss, arenaCount, inBlocks } of run.steps) {
      const process = run.at(step);
      expect(rss).toBe(process.status().VmRSS);
      expect(arenaCount).toBe(process.arenas().length);
      expect(inBlocks).toBe(process.stats().allocatedBytes);
    }
  });

  test('facts say what happened', () => {
    const facts = run.steps.map(({ step }) => run.state(step).facts);
    const of = (line: number) => facts[lastStep(run, line)];
    expect(of(3)).toContainEqual({ kind: 'arenas-obtained', count: 6, first: true });
    expect(of(5)).toContainEqual({ kind: 'arenas-pinned', pinned: 7, freed: 199_891 });
    const tags = addressOf(run.state(lastStep(run, 11)), 'tags');
    expect(of(11)).toEqual([
      {
        kind: 'container-grew',
        address: tags,
        type: 'list',
        part: 'ob_item',
        from: 8,
        to: 64,
        moved: true,
      },
    ]);
    expect(of(13)).toEqual([
      ...['user', 'order'].map((name) => ({
        kind: 'unbound',
        name,
        function: '<module>',
        scope: 'global',
        address: addressOf(run.state(lastStep(run, 11)), name),
      })),
      { kind: 'unreachable', count: 3 },
    ]);
    const user = addressOf(run.state(lastStep(run, 7)), 'user');
    expect(of(7)).toContainEqual({
      kind: 'bound',
      name: 'user',
      function: '<module>',
      scope: 'global',
      address: user,
    });
    expect(of(14)).toContainEqual({ kind: 'arenas-returned', count: 4, first: true });
    expect(of(15)).toContainEqual({ kind: 'collected', generation: 2, found: 3, freed: 3 });
  });

  test('names, objects, labels and places', () => {
    const state = run.state(lastStep(run, 11));
    const user = objectOf(state, 'user');
    expect(user).toMatchObject({ type: 'dict', length: 3, size: 184, tracked: true, refcount: 2 });
    expect(user.edges.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "key 'name'",
      "key 'tags'",
      "key 'orders'",
    ]);
    expect(user.edges[1]!.to).toBe(addressOf(state, 'tags'));
    expect(user.step).toBe(lastStep(run, 7));
    const tags = objectOf(state, 'tags');
    expect(tags.place).toEqual({ arena: 0, pool: 0, block: 38, blockSize: 64 });
    expect(tags.parts).toMatchObject([{ name: 'ob_item', nbytes: 64, place: { blockSize: 64 } }]);
    const sample = objectOf(state, 'sample');
    expect([sample.edges.length, sample.more]).toEqual([10, 0]);
  });

  test('blocks that came and went have address, bytes, server and line', () => {
    const [event] = run.events(lastStep(run, 11));
    const { parts } = objectOf(run.state(lastStep(run, 11)), 'tags');
    const { address } = parts[0]!;
    expect(event).toMatchObject({
      kind: 'resized',
      address,
      nbytes: 64,
      line: 11,
      domain: 'pymalloc',
    });
    const mapped = run.mappings(lastStep(run, 3)).filter(({ kind }) => kind === 'mapped');
    expect(mapped.filter(({ nbytes }) => nbytes === 2 ** 20)).toHaveLength(6);
  });

  test('collections say what they found', () => {
    const [collection] = run.steps[lastStep(run, 15)]!.collections;
    expect(collection).toMatchObject({ generation: 2, found: 3, freed: 3 });
    const waiting = new Set(run.unreachable(lastStep(run, 14)));
    expect(new Set(collection!.objects.map(({ address }) => address))).toEqual(waiting);
  });

  test('fields of the head, of the object and of its array', () => {
    const state = run.state(lastStep(run, 11));
    const { head, fields, parts } = run.inspect(lastStep(run, 11), addressOf(state, 'tags'));
    expect(head.map(({ name }) => name)).toEqual(['_gc_next', '_gc_prev']);
    expect(fields.find(({ name }) => name === 'allocated')!.value).toBe(8);
    expect(parts[0]!.fields.map(({ name }) => name)).toEqual(['ob_item[0]', 'ob_item[1]']);
  });

  test('a document holds every state, as its schema says', () => {
    const document = JSON.parse(JSON.stringify(toDocument(run)));
    const schema = readFileSync(join(ROOT, 'assets/schemas/recording.v1.schema.json'), 'utf8');
    const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(schema));
    expect([validate(document), validate.errors]).toEqual([true, null]);
    for (const state of statesOf(document)) {
      const { objects, ...rest } = run.state(state.step);
      expect(state).toMatchObject(JSON.parse(JSON.stringify(rest)));
      expect(state.objects.map(({ address }) => address)).toEqual(
        objects.map(({ address }) => address),
      );
      for (const [i, object] of objects.entries()) expect(state.objects[i]).toMatchObject(object);
    }
  });

  test('a step that is not there', () => {
    for (const ask of [() => run.at(99), () => run.state(99), () => run.whyAlive(99, 0)])
      expect(ask).toThrow('no step 99: there are 0 to 12');
  });
});

test.each([
  [
    'an item of a list of a dict',
    'd = {"k": [[], (1, object())]}',
    'd',
    ["'k'", '1', '1'],
    'object',
  ],
  ['an attribute', 'class C: pass\nc = C()\nc.held = object()', 'c', ['held'], 'object'],
  ['a slot', "class C: __slots__ = ('s',)\nc = C()\nc.s = object()", 'c', ['s'], 'object'],
  ['a default', 'def f(x=object()): pass', 'f', ['func_defaults', '0'], 'object'],
  [
    'a closure',
    'def outer():\n    v = object()\n    return lambda: v\nf = outer()',
    'f',
    ['func_closure', '0', 'ob_ref'],
    'object',
  ],
  ['a class', 'class C:\n    cache = [object()]', 'C', ['tp_dict', "'cache'", '0'], 'object'],
  ['a bound method', 'class C: pass\nm = [object()].append', 'm', ['m_self', '0'], 'object'],
  ['a deque', 'import collections\nq = collections.deque([1, object()])', 'q', ['1'], 'object'],
])('why %s is alive', (_, source, name, labels, type) => {
  const run = record(source, '3.13');
  const last = run.steps.length - 1;
  const wanted = run
    .at(last)
    .objectGraph([addressOf(run.state(last), name)], { atoms: true, limit: 500 })
    .nodes.map(({ address }) => address);
  const objects = run.state(last).objects.filter((each) => each.type === type);
  const target = objects.length > 0 ? objects[0]!.address : wanted.at(-1)!;
  const reason = run.whyAlive(last, target)!;
  expect(reason).toMatchObject({ function: '<module>', name, scope: 'global' });
  expect(reason.steps.flatMap(({ by }) => (by ? [by.label] : []))).toEqual(labels);
  expect(reason.steps.at(-1)!.type).toBe(type);
});

test('what nobody holds has no reason, and what pins an arena has a line', () => {
  const run = record(PEAK, '3.8');
  const last = lastStep(run, 5);
  const cycle = run.state(lastStep(run, 14)).objects.find(({ unreachable }) => unreachable)!;
  expect(run.whyAlive(lastStep(run, 14), cycle.address)).toBeUndefined();
  const arenas = run.state(last).arenas.slice(1);
  expect(arenas).toHaveLength(10);
  for (const { index } of arenas) {
    const { survivors } = run.survivors(last, index);
    expect(survivors.length).toBeGreaterThan(0);
    for (const { object } of survivors.filter((each) => each.object?.type === 'float'))
      expect(run.whyAlive(last, object!.address)).toMatchObject({ name: 'sample' });
    expect(survivors.some(({ line }) => line === 3)).toBe(true);
  }
});

test('who holds a block', () => {
  const run = record('a = [1.5] * 40\nb = [a]\ndel b\nc = {1: 2}\nd = [0] * 999\n');
  const step = lastStep(run, 5);
  const state = run.state(step);
  const a = objectOf(state, 'a');
  expect(run.holder(step, a.address)).toMatchObject({
    kind: 'object',
    line: 1,
    object: { type: 'list' },
  });
  const [array] = a.parts;
  expect(run.holder(step, array!.address + 8)).toMatchObject({
    kind: 'part',
    part: 'ob_item',
    line: 1,
  });
  const [large] = objectOf(state, 'd').parts;
  expect(large!.place).toBeUndefined();
  expect(run.holder(step, large!.address + 800)).toMatchObject({ kind: 'part', line: 5 });
  const list = state.freeLists.find(({ name }) => name === 'list')!;
  expect(run.holder(step, list.addresses[0]!)).toMatchObject({ kind: 'free-list', list: 'list' });
  const process = run.at(step);
  const pool = process.arenas()[0]!.pools[0]!;
  const free = process.blocks(pool).find(({ order }) => order === 0)!;
  expect(run.holder(step, free.address)).toMatchObject({ next: true });
  expect(() => run.holder(step, 0x7fff_0000_0000)).toThrow('segmentation fault');
});

test('calls with their locals and cells, at each of their lines', () => {
  const run = record(
    [
      'def outer(n):',
      '    total = [n]',
      '    def inner(k):',
      '        total.append(k)',
      '        return k',
      '    return inner(n + 1)',
      'x = outer(5)',
    ].join('\n'),
  );
  const state = run.state(lastStep(run, 4));
  expect(state.frames.map((frame) => frame.function)).toEqual(['inner', 'outer', '<module>']);
  const names = state.frames[0]!.names.map(({ name, scope }) => `${scope} ${name}`);
  expect(names).toEqual(['local k', 'cell total']);
  expect(state.frames[0]!.line).toBe(5);
  expect(objectOf(state, 'total').value).toBe('[5, 6]');
  expect(run.state(run.steps.length - 1).frames[0]!.names.map(({ name }) => name)).toEqual([
    'outer',
    'x',
  ]);
});

test('generators, comprehensions and classes', () => {
  const run = record(
    [
      'def g(n):',
      '    i = 0',
      '    while i < n:',
      '        yield i',
      '        i += 1',
      'class C:',
      '    a = 1',
      '    b = [v for v in g(2)]',
      'for v in g(3):',
      '    w = v * 1000',
    ].join('\n'),
  );
  const inside = run.steps.filter(({ line }) => line === 5);
  expect(inside.length).toBe(5);
  const calls = inside.map(({ step }) => run.state(step).frames.map((frame) => frame.function));
  expect(calls.map((each) => each.join())).toEqual([
    'g,C,<module>',
    'g,C,<module>',
    'g,<module>',
    'g,<module>',
    'g,<module>',
  ]);
  const body = run.state(lastStep(run, 7));
  expect(body.frames[0]!.names.map(({ name }) => name)).toEqual(['a']);
});

test('between two marks each line is a step, and what is before and after them is one', () => {
  const source = 'kept = []\nfor n in range(500):\n    kept.append(n * 1000)\nkept.clear()';
  const whole = record(source);
  const part = record(source, '3.12', { between: [400, 420] });
  expect(part.info).toEqual(whole.info);
  expect(part.steps.map(({ lines }) => lines)).toEqual([
    0,
    400,
    ...Array.from({ length: 20 }, () => 1),
    whole.info.lines - 420,
  ]);
  for (const [step, time] of [
    [1, 400],
    [8, 407],
    [22, whole.info.lines],
  ] as const) {
    expect(part.state(step).frames).toEqual(whole.state(time).frames);
    expect(part.state(step).arenas).toEqual(whole.state(time).arenas);
    expect(part.steps[step]).toMatchObject({ rss: whole.steps[time]!.rss });
  }
  // A part that is too long is thinned as a whole run is.
  const thinned = record(source, '3.12', { between: [400, 900], steps: 100 });
  expect(thinned.info.every).toBe(8);
  expect(thinned.steps[1]!.lines).toBeGreaterThanOrEqual(400);
});

test('of a long run every second, fourth, … line is a step, and it says so', () => {
  const source = 'for i in range(700):\n    x = i\n    y = [x]\n';
  const whole = record(source);
  const sampled = record(source, '3.12', { steps: 200 });
  expect([whole.info.every, sampled.info.every]).toEqual([1, 16]);
  expect(sampled.steps.length).toBeLessThanOrEqual(202);
  expect(sampled.info.lines).toBe(whole.info.lines);
  let lines = 0;
  for (const { step, lines: covered, allocated } of sampled.steps) {
    const same = whole.steps.slice(lines + (step === 0 ? 0 : 1), lines + covered + 1);
    expect(allocated).toBe(same.reduce((sum, each) => sum + each.allocated, 0));
    lines += covered;
    expect(sampled.state(step).arenas).toEqual(whole.state(lines).arenas);
    expect(sampled.state(step).frames).toEqual(whole.state(lines).frames);
  }
  expect(lines).toBe(whole.info.lines);
});

test('a program that fails ends with its traceback, and one that loops with a limit', () => {
  const failed = record('x = [1]\nx[5]\n');
  expect(failed.info.end).toEqual({
    kind: 'failed',
    traceback: expect.stringContaining('IndexError: list index out of range'),
  });
  expect(failed.state(1).frames[0]!.names.map(({ name }) => name)).toEqual(['x']);
  const wrong = record('x = = 1\n');
  expect(wrong.info.end).toMatchObject({ kind: 'failed' });
  expect(wrong.steps).toHaveLength(1);
  const endless = record('n = 0\nwhile True:\n    n += 1\n', '3.12', { lines: 500 });
  expect(endless.info.end).toEqual({ kind: 'stopped', limit: 'lines', value: 500 });
  const last = endless.steps.length - 1;
  expect(objectOf(endless.state(last), 'n').value).toBe('498');
  const sampled = record('n = 0\nwhile True:\n    n += 1\n', '3.12', { lines: 501, steps: 100 });
  expect(sampled.info.every).toBeGreaterThan(1);
  expect(sampled.steps.reduce((sum, { lines }) => sum + lines, 0)).toBe(sampled.info.lines);
  const slow = record('n = [i for i in range(10**7)]\n', '3.12', { seconds: 0.02 });
  expect(slow.info.end).toMatchObject({ kind: 'stopped', limit: 'seconds' });
  // The line that was stopped is a step, with what it had allocated.
  expect(slow.steps.at(-1)).toMatchObject({ step: 1, line: 1, lines: 1 });
  expect(slow.steps.at(-1)!.allocated).toBeGreaterThan(1000);
  expect(slow.state(1).arenas.length).toBe(slow.steps[1]!.arenaCount);
});

test('short values of every kind, read without running anything', () => {
  const source = [
    'class Loud:',
    '    def __repr__(self): raise RuntimeError("it ran")',
    'a = [Loud(), None, True, 2**1000, -7, 1.0, 3j, "x" * 100, b"ab", (1,), {1: [2]}, {3}, frozenset(), len, Loud]',
  ].join('\n');
  const run = record(source);
  const last = run.steps.length - 1;
  const blocks = run.at(last).sys.getallocatedblocks();
  const values = run.state(last).objects.map(({ value }) => value);
  for (const value of [
    '<Loud>',
    'None',
    'True',
    '<int of 1001 bits>',
    '-7',
    '1.0',
    '3j',
    `'${'x'.repeat(40)}…'`,
    "b'ab'",
    '(1,)',
    '{1: […]}',
    '{3}',
  ])
    expect(values).toContain(value);
  expect(run.at(last).sys.getallocatedblocks()).toBe(blocks);
});

test('of many names, what a step bound one to is among the objects', () => {
  const names = Array.from({ length: 300 }, (_, i) => `n${i} = [${i}, 'x${i}']`);
  const run = record(`${names.join('\n')}\nn3 = [5]\nn4 = n280`);
  for (const [line, name] of [
    [299, 'n298'],
    [300, 'n299'],
    [301, 'n3'],
    [302, 'n4'],
  ] as const) {
    const state = run.state(lastStep(run, line));
    expect(state.objects).toHaveLength(200);
    expect(state.objects[0]!.address).toBe(addressOf(state, name));
    expect(state.facts).toContainEqual(expect.objectContaining({ kind: 'bound', name }));
  }
});

test('the garbage that an import leaves is not shown as the program’s', () => {
  const run = record('import functools\nx = []\nx.append(x)\ndel x');
  expect(run.unreachable(1).length).toBeGreaterThan(10);
  const shown = run.state(4).objects.filter(({ unreachable }) => unreachable);
  expect(shown).toMatchObject([{ type: 'list' }]);
});
