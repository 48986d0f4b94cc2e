import { boot, deterministicHost } from '../../src';
import { measureFigure } from '../../src/charts/touch/measure';
import { figureCell } from '../../src/grading/player-cell';
import { toldOfFolder, toldOfFreed } from '../../src/site/parts/touch/folder-said';
import { signed, toldOfTraced } from '../../src/site/parts/touch/traced-said';

/* The figures of a traced run and of an opened object: they show what Python says of itself. */

const SERVICE = [
  'log = []',
  'def load(n):',
  '    return [bytes(150) for _ in range(n)]',
  'def handle(n):',
  '    page = load(30)',
  '    log.append(load(n))',
  '    return len(page)',
  'for n in range(2, 9):',
  '    handle(n)',
];
/** Lines in functions: those of the module also let its dict of names grow, which depends on who runs it. */
const INSIDE = [3, 5, 6, 7];

/** What a program prints. */
function printed(python: string, source: string): string[] {
  const host = deterministicHost();
  const { error } = boot(python, { host }).exec(source);
  expect(error).toBeUndefined();
  return host.take().trim().split('\n');
}

const traced = (python: string, lines: readonly string[], step: number, frames = 5) =>
  measureFigure('traced', { python, lines, frames, step });

/** The last step: its number is known once the program has run. */
const lastOf = (python: string, lines: readonly string[]): number =>
  traced(python, lines, 0).steps.length - 1;

test.each(['3.8', '3.12', '3.15'])(
  'at its end a run of %s holds what tracemalloc says',
  (python) => {
    const said = printed(
      python,
      `import tracemalloc
names = {}
code = compile(${JSON.stringify(SERVICE.join('\n'))}, 'program.py', 'exec')
tracemalloc.start(5)
exec(code, names)
snapshot = tracemalloc.take_snapshot()
for stat in snapshot.statistics('lineno'):
    frame = stat.traceback[0]
    if frame.filename == 'program.py':
        print(frame.lineno, stat.size, stat.count)`,
    );
    const { lines } = traced(python, SERVICE, lastOf(python, SERVICE));
    const inside = (rows: readonly string[]): string[] =>
      rows.filter((row) => INSIDE.includes(Number.parseInt(row, 10)));
    expect(inside(lines.map(({ line, bytes, blocks }) => `${line} ${bytes} ${blocks}`))).toEqual(
      inside(said),
    );
    expect(inside(said)).toHaveLength(2);
  },
);

test('each step is the moment after its line, and the peak is what was highest by then', () => {
  const python = '3.12';
  const lines = [
    'a = b = c = None',
    'a = bytes(3000)',
    'b = bytes(583)',
    'a = b = c',
    'c = bytes(500)',
  ];
  const whole = traced(python, lines, 5);
  for (const step of [1, 2, 3, 4, 5]) {
    const shown = traced(python, lines, step);
    expect(shown.steps).toEqual(whole.steps);
    expect(shown.now).toBe(whole.steps[step]!.bytes);
    expect(shown.lines.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(shown.now);
    expect(shown.calls[0]!.bytes).toBe(shown.now);
    expect(shown.peak).toBeGreaterThanOrEqual(
      Math.max(...whole.steps.slice(0, step + 1).map(({ bytes }) => bytes)),
    );
  }
  expect(whole.steps.map(({ line }) => line)).toEqual([0, 1, 2, 3, 4, 5]);
  const [, start, first, second, third] = whole.steps.map(({ bytes }) => bytes);
  expect(second! - first!).toBe(33 + 583);
  expect([first! - start!, third]).toEqual([3033, start]);
  expect(toldOfTraced(traced(python, lines, 3))).toBe('Line 3 ran, and 616 B more are traced.');
  expect(() => traced(python, lines, 9)).toThrow('there is no step 9: the program has 5');
  expect(() => traced(python, ['x = 1 / 0'], 0)).toThrow('ZeroDivisionError');
});

test('an older snapshot is subtracted line by line; fewer frames end the flame sooner', () => {
  const python = '3.12';
  const step = lastOf(python, SERVICE);
  const at = (moment: number) =>
    new Map(traced(python, SERVICE, moment).lines.map((each) => [each.line, each.bytes]));
  const [now, then] = [at(step), at(10)];
  const { lines } = measureFigure('traced', { python, lines: SERVICE, frames: 5, step, since: 10 });
  for (const { line, bytes } of lines)
    expect(bytes).toBe((now.get(line) ?? 0) - (then.get(line) ?? 0));
  expect(lines[0]!.line).toBe(3);
  expect([signed(-12), signed(2048)]).toEqual(['−12 B', '+2048 B']);
  const depthOf = (frames: number): number =>
    Math.max(...traced(python, SERVICE, step, frames).calls.map(({ depth }) => depth));
  expect([depthOf(1), depthOf(2), depthOf(5)]).toEqual([1, 2, 3]);
  // All that a call holds lies below it, side by side.
  const { calls } = traced(python, SERVICE, step);
  for (const { depth, from, bytes } of calls) {
    const below = calls.filter(
      (each) => each.depth === depth + 1 && each.from >= from && each.from < from + bytes,
    );
    expect(below.reduce((sum, each) => sum + each.bytes, 0)).toBeLessThanOrEqual(bytes);
  }
});

const DEEP = `import sys
def deep(thing, seen):
    if id(thing) in seen or thing is None:
        return 0
    seen.add(id(thing))
    size = sys.getsizeof(thing)
    if isinstance(thing, dict):
        return size + sum(deep(k, seen) + deep(v, seen) for k, v in thing.items())
    if isinstance(thing, (list, tuple, set)):
        return size + sum(deep(one, seen) for one in thing)
    return size
`;

test.each(['3.8', '3.12', '3.15'])('an opened object of %s adds up to its deep size', (python) => {
  const made = [
    "text = 'a b c ' * 20",
    "thing = [{i / 2: (text, text)} for i in range(4)] + [{text + '!', None}]",
  ];
  const places = ['', '0', '0.1', '4'];
  const shown = measureFigure('folder', { python, lines: made, opened: places });
  const [said] = printed(python, `${DEEP}${made.join('\n')}\nprint(deep(thing, set()))`);
  expect(shown.deep).toBe(Number(said));
  const row = (place: string) => shown.rows.find((each) => each.place === place)!;
  expect(row('0.1')).toMatchObject({ label: '[0.0]', type: 'tuple', open: true, holds: 2 });
  expect([row('0.1.0').status, row('0.1.1').status]).toEqual(['counted', 'again']);
  expect(row('1')).toMatchObject({ open: false, holds: 2 });
  const none = shown.rows.find(({ value }) => value === 'None')!;
  expect(none.status).toBe('there');
  // What is closed adds its own bytes alone.
  const counted = shown.rows.filter(({ status }) => status === 'counted');
  expect(shown.added).toBe(counted.reduce((sum, { shallow }) => sum + shallow, 0));
  expect(shown.added).toBeLessThan(shown.deep);
  expect(measureFigure('folder', { python, lines: made, opened: [] }).added).toBe(row('').shallow);
  // The text has a name of its own, so it stays.
  expect(shown.freed).toBe(shown.deep - row('0.1.0').shallow);
  expect(toldOfFreed(shown)).toContain('others still hold the rest');
});

test('what an object holds beside its shallow size is told, cycles end, and mistakes are said', () => {
  const python = '3.12';
  const of = (lines: readonly string[], opened = ['']) =>
    measureFigure('folder', { python, lines, opened });
  const cycle = of(['me = []', 'me.append(me)', 'thing = [me, me]'], ['', '0', '1']);
  expect(cycle.rows.map(({ status }) => status)).toEqual(['counted', 'counted', 'again', 'again']);
  const plain = ['class Point:', '    pass', 'p = Point()', 'p.x = 1.5', 'thing = p'];
  expect(of(plain).rows.map(({ label }) => label)).toEqual(['', '.x']);
  const point = of(['class P:', '    def __init__(self): self.x = 1.5', 'thing = P()']);
  expect(point.freed).toBeGreaterThan(point.deep);
  expect(toldOfFreed(point)).toContain('getsizeof does not tell of them');
  expect(of(['thing = [int, len, 5]']).rows.map(({ status }) => status)).toEqual([
    'counted',
    'common',
    'there',
    'there',
  ]);
  const long = of(['thing = [i / 2 for i in range(37)]']);
  expect([long.rows.length, long.rows[0]!.more, long.deep]).toEqual([
    11,
    27,
    long.rows[0]!.shallow + 37 * 24,
  ]);
  const input = { python, lines: ['thing = 1 +'], opened: [''] };
  expect(toldOfFolder(input, measureFigure('folder', input))).toContain('SyntaxError');
  expect(() => of(['thing = [[] for _ in range(5000)]'])).toThrow('more than 4000 objects');
});

test('the fences of lessons quote what is Python', () => {
  const cell = figureCell("a = 'x\\n'\nb = [a]", 'folder');
  const given = new Function('figure', 'VERSION', `return ${cell}`)(
    (_: string, input: unknown) => input,
    '3.12',
  );
  expect(given).toEqual({ python: '3.12', lines: ["a = 'x\\n'", 'b = [a]'], opened: [''] });
  expect(figureCell('a = []', 'traced n=3')).toContain('frames: 5,\n  step: 3,');
});
