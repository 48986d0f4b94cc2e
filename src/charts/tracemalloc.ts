import type { TopLevelSpec } from 'vega-lite';
import type { Snapshot, Statistic, StatisticDiff } from '../tracemalloc';
import { formatBytes } from './bytes';
import { type Call, callTree } from './call-tree';
import { Chart } from './chart';
import { COLOURS } from './theme';

/** The lines that hold most memory, largest first. */
export function traceTop(statistics: readonly Statistic[], limit = 10): Chart {
  const shown = statistics.slice(0, limit);
  const values = shown.map(({ traceback, size, count }) => ({
    line: String(traceback),
    kibibytes: size / 1024,
    label: `${formatBytes(size)} in ${count.toLocaleString('en-US')}`,
  }));
  return new Chart(
    bars(
      'Top lines',
      `Memory by line: the top ${shown.length} of ${statistics.length} lines.`,
      values,
      COLOURS.blue,
    ),
    () =>
      shown.map((statistic, i) => `#${i + 1}: ${statistic}`).join('\n') || '(nothing is traced)',
  );
}

function bars(
  title: string,
  description: string,
  values: readonly { line: string; kibibytes: number; label: string }[],
  colour: string,
): TopLevelSpec {
  return {
    description,
    title: { text: title, subtitle: 'bytes in blocks, by who allocated them' },
    width: 400,
    height: Math.max(1, values.length) * 28,
    data: { values: [...values] },
    encoding: {
      y: { field: 'line', type: 'nominal', sort: null, title: null, axis: { labelLimit: 220 } },
      x: { field: 'kibibytes', type: 'quantitative', title: 'memory (KiB)' },
    },
    layer: [
      { mark: { type: 'bar', color: colour } },
      {
        mark: { type: 'text', align: 'left', dx: 5, color: COLOURS.grey },
        encoding: { text: { field: 'label' } },
      },
    ],
  };
}

/** What grew and what shrank between two snapshots. */
export function traceDiff(diffs: readonly StatisticDiff[], limit = 10): Chart {
  const shown = diffs.slice(0, limit);
  const values = shown.map(({ traceback, size_diff, count_diff }) => ({
    line: String(traceback),
    kibibytes: size_diff / 1024,
    change: size_diff < 0 ? 'less' : 'more',
    label: `${size_diff < 0 ? '' : '+'}${formatBytes(size_diff)} (${count_diff < 0 ? '' : '+'}${count_diff})`,
  }));
  const spec: TopLevelSpec = {
    ...bars('Differences', `Differences of ${shown.length} lines.`, values, COLOURS.blue),
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          color: {
            field: 'change',
            type: 'nominal',
            legend: null,
            scale: { domain: ['more', 'less'], range: [COLOURS.vermilion, COLOURS.green] },
          },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 5, color: COLOURS.grey },
        encoding: { text: { field: 'label' } },
      },
    ],
  } as TopLevelSpec;
  return new Chart(spec, () => shown.map(String).join('\n') || '(no difference)');
}

/** Tracebacks as a flame graph: a frame is as wide as what was allocated below it. */
export function traceFlame(snapshot: Snapshot): Chart {
  const calls = callTree(snapshot.statistics('traceback'));
  return new Chart(flame(calls, nameOf), () =>
    calls
      .map((call) => `${'  '.repeat(call.depth)}${nameOf(call)} ${formatBytes(call.bytes)}`)
      .join('\n'),
  );
}

const nameOf = ({ frame }: Call): string => (frame ? `${frame.filename}:${frame.lineno}` : 'all');

/** A tree of calls as a flame graph. */
export function flame<C extends Pick<Call, 'depth' | 'bytes' | 'from'>>(
  calls: readonly C[],
  name: (call: C) => string,
): Record<string, unknown> {
  const width = 560;
  const deepest = Math.max(...calls.map(({ depth }) => depth)) + 1;
  const scale = width / Math.max(1, calls[0]!.bytes);
  const values = calls.map((call) => {
    const { depth, bytes, from } = call;
    const [x0, x1] = [from * scale, (from + bytes) * scale];
    return {
      x: x0,
      x2: x1,
      y: deepest - depth - 1,
      y2: deepest - depth,
      depth,
      name: name(call),
      size: formatBytes(bytes),
      label: x1 - x0 > 50 ? name(call) : '',
      middle: (x0 + x1) / 2,
      centre: deepest - depth - 0.5,
    };
  });
  const x = {
    field: 'x',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [0, width] },
  };
  const y = {
    field: 'y',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [0, deepest] },
  };
  return {
    description: `Flame graph of ${calls.length - 1} frames, ${formatBytes(calls[0]!.bytes)} in all.`,
    title: {
      text: 'Who allocated',
      subtitle: 'each frame is as wide as what was allocated below it',
    },
    width,
    height: deepest * 26,
    data: { values },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.grey, strokeWidth: 0.7 },
        encoding: {
          x,
          x2: { field: 'x2' },
          y,
          y2: { field: 'y2' },
          color: {
            field: 'depth',
            type: 'ordinal',
            legend: null,
            scale: { range: [COLOURS.grey, COLOURS.orange, COLOURS.vermilion] },
          },
          tooltip: [{ field: 'name' }, { field: 'size' }],
        },
      },
      {
        mark: { type: 'text', color: '#000', fontSize: 10, limit: 200 },
        encoding: {
          x: { ...x, field: 'middle' },
          y: { ...y, field: 'centre' },
          text: { field: 'label' },
        },
      },
    ],
  };
}
