import { boot, type LineRecording, recordLines } from '../../src';

/* Which step what happened belongs to: the end of a program, collections, exceptions. */

const record = (source: string, version = '3.12', options = {}): LineRecording =>
  recordLines(boot(version), source, options);

/** The step after a line ran last. */
const lastStep = (run: LineRecording, line: number): number =>
  run.steps.filter((step) => step.line === line).at(-1)!.step;

test.each(['3.8', '3.12', '3.15'])(
  'on %s what the interpreter frees at the end is no line’s doing',
  (version) => {
    const run = record('x = [1]', version);
    expect(run.steps).toHaveLength(2);
    expect(run.steps[1]).toMatchObject({ line: 1, freed: 0 });
    // A line after it changes nothing of what is told of it.
    const { allocated, bytes } = record('x = [1]\ny = x', version).steps[1]!;
    expect(run.steps[1]).toMatchObject({ allocated, bytes });
    const failed = record('def f(a):\n    b = [a]\n    b[7]\nf(5)', version);
    expect(failed.info.end).toMatchObject({ kind: 'failed' });
    // The exception holds the call, whose list lives as long.
    expect(failed.steps.at(-1)).toMatchObject({ line: 3, freed: 0 });
  },
);

test.each(['3.8', '3.12', '3.15'])(
  'on %s a collection that calls finalizers belongs to the line that began it',
  (version) => {
    const run = record(
      [
        'import gc',
        'class D:',
        '    def __del__(self):',
        '        x = 1',
        '        y = 2',
        'a = D()',
        'a.me = a',
        'del a',
        'gc.collect()',
        'gc.collect()',
      ].join('\n'),
      version,
    );
    const found = run.steps
      .slice(lastStep(run, 8))
      .map(({ line, collections }) => [line, collections.map((each) => each.line)]);
    expect(found).toEqual([
      [8, []],
      [9, [9]],
      [4, []],
      [5, []],
      [10, [10]],
    ]);
    const facts = (line: number) =>
      run.state(lastStep(run, line)).facts.filter(({ kind }) => /^collect/.test(kind));
    const { freed } = run.steps[lastStep(run, 9)]!.collections[0]!;
    expect(freed).toBeGreaterThan(0);
    expect(facts(9)).toEqual([
      { kind: 'collected', generation: 2, found: freed, freed, goesOn: true },
    ]);
    expect(facts(4)).toEqual([]);
    expect(facts(5)).toEqual([{ kind: 'collection-ended', generation: 2, line: 9, freed }]);
    expect(facts(10)).toEqual([{ kind: 'collected', generation: 2, found: 0, freed: 0 }]);
    // Of a sampled run a step may have all of it.
    const sampled = record(run.info.source, version, { steps: 5 });
    const all = sampled.steps.flatMap(({ step }) => sampled.state(step).facts);
    expect(all.filter(({ kind }) => kind === 'collected')).toHaveLength(2);
  },
);

test('exceptions that the program handles are marked where they are raised', () => {
  const run = record(
    [
      'def f(n):',
      '    try:',
      '        return 1 // n',
      '    finally:',
      '        n = 5',
      'for n in (0, 1):',
      '    try:',
      '        f(n)',
      '        {}["key"]',
      '    except ZeroDivisionError:',
      '        a = 1',
      '        b = 2',
      '    except KeyError as error:',
      '        print(error)',
      'getattr(f, "nothing", None)',
      'next(iter([]), None)',
    ].join('\n'),
  );
  expect(run.info.end).toEqual({ kind: 'finished', status: 0 });
  const raised = run.steps.flatMap(({ line, raised: type }) => (type ? [[line, type]] : []));
  expect(raised).toEqual([
    [3, 'ZeroDivisionError'],
    [9, 'KeyError'],
  ]);
  const sampled = record(run.info.source, '3.12', { steps: 8 });
  expect(sampled.info.every).toBeGreaterThan(1);
  const types = new Set(sampled.steps.flatMap(({ raised: type }) => type ?? []));
  expect(types).toEqual(new Set(['ZeroDivisionError', 'KeyError']));
});
