import { bars, boot, type Chart, lines, PythonError, stepChart, stepLines } from '../../src';
import { chartRules } from '../support/chart-rules';

const SOURCE = `x = []
for i in range(2):
    x.append(i + 1000)
del x`;

const steps = stepLines(boot('3.12'), SOURCE, { watch: ['x'] });

const charts: Record<string, () => Chart> = {
  bars: () =>
    bars([{ a: 'one', n: 1 }], {
      title: 'What a chart of a test shows',
      label: 'a',
      values: ['n'],
      unit: 'MiB',
    }),
  'bars of parts': () =>
    bars([{ a: 'one', n: 1, m: 2 }], {
      title: 'What a chart of a test shows',
      label: 'a',
      values: ['n', 'm'],
      unit: 'MiB',
    }),
  'bars of nothing': () =>
    bars([], { title: 'What a chart of a test shows', label: 'a', values: ['n'], unit: 'MiB' }),
  lines: () =>
    lines(
      [
        { x: 1, n: 1 },
        { x: 2, n: null },
      ],
      { title: 'What a chart of a test shows', x: 'x', values: ['n'], unit: 'KiB' },
    ),
  'lines of nothing': () =>
    lines([], { title: 'What a chart of a test shows', x: 'x', values: ['n'], unit: 'KiB' }),
  steps: () => stepChart(steps),
  'steps of nothing': () => stepChart([]),
};

chartRules(charts);

test('each line says what it allocated and freed, and how often a variable is held', () => {
  expect(steps.map(({ lineno }) => lineno)).toEqual([1, 2, 3, 2, 3, 2, 4]);
  expect(steps[0]!.refcounts).toEqual({ x: 1 });
  expect(steps[6]!.refcounts).toEqual({ x: null });
  expect(steps[2]!.allocated).toBeGreaterThan(0);
  expect(steps[6]!.freed).toBeGreaterThan(0);
  expect(steps.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(steps[6]!.total);
});

test('what a line raises is an error, and endless programs end', () => {
  expect(() => stepLines(boot('3.12'), '1 / 0')).toThrow(PythonError);
  expect(() => stepLines(boot('3.12'), 'while True:\n    x = 1', { limit: 100 })).toThrow(
    RangeError,
  );
});
