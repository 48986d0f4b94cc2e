import type { LineStep } from '../python';
import { boot, deterministicHost } from '../python';
import { type LineRecording, recordLines } from '../recording';
import type { Chart } from './chart';
import { PLAYER_MIME } from './mime';
import { stepChart } from './step-chart';

/** A picture beside the program: names with objects, the bytes of one, the heap, memory over the run. */
export type PlayerPanel = 'objects' | 'bytes' | 'heap' | 'memory';

/** How a player begins. */
export interface PlayerOptions {
  /** The version: `3.12`. */
  readonly python: string;
  /** A second one, whose heap is shown beside the first. */
  readonly beside?: string;
  /** The step to begin with; 0, when left out, is the moment before the first line. */
  readonly step?: number;
  /** What is beside the program; names and objects when left out. */
  readonly show?: readonly PlayerPanel[];
}

/** What a page needs to show a player. */
export interface PlayerData {
  readonly program: string;
  readonly python: string;
  readonly beside?: string;
  readonly step: number;
  readonly show: readonly PlayerPanel[];
}

/** More lines than these make no chart that can be read. */
const MOST_LINES = 1000;

/**
 * A program that can be stepped, as a cell's last value. On a page it is the microscope's player; elsewhere a chart
 * with a slider over the lines: bytes in blocks and the counts of what the names hold.
 * @throws Error when the program fails; RangeError when it has no such step
 */
export function player(program: string, options: PlayerOptions): Chart {
  const { python, beside, step = 0, show = ['objects'] } = options;
  const run = recordLines(boot(python, { host: deterministicHost() }), program, {
    lines: MOST_LINES,
  });
  const { end } = run.info;
  if (end.kind === 'failed') throw new Error(end.traceback);
  if (step >= run.steps.length)
    throw new RangeError(`there is no step ${step}: the program has ${run.steps.length - 1}`);
  const data: PlayerData = { program, python, ...(beside ? { beside } : {}), step, show };
  const chart = stepChart(lineSteps(run), { shown: step }).alsoAs(PLAYER_MIME, data);
  run.close();
  return chart;
}

/** A recorded run, as charts of lines have it. */
function lineSteps(run: LineRecording): LineStep[] {
  const lines = run.info.source.split('\n');
  let total = 0;
  return run.steps.slice(1).map((each) => {
    const { step, line, depth, allocated, freed, bytes } = each;
    total += bytes;
    return {
      step,
      lineno: line,
      name: each.function,
      depth,
      // A line's own indentation, which a picture would drop.
      text: (lines[line - 1] ?? '').replace(/^ +/, (spaces) => '\u00a0'.repeat(spaces.length)),
      allocated,
      freed,
      bytes,
      total,
      refcounts: countsAt(run, step),
    };
  });
}

/** The reference counts of what the program's own names hold; those of modules and immortal objects say nothing. */
function countsAt(run: LineRecording, step: number): Record<string, number> {
  const { frames, objects } = run.state(step);
  const known = new Map(objects.map((object) => [object.address, object]));
  const counts: Record<string, number> = {};
  for (const { name, address } of frames.at(-1)?.names ?? []) {
    const { type, refcount = null } = known.get(address) ?? { type: 'module' };
    if (refcount !== null && !/^(module|function|type)$/.test(type)) counts[name] = refcount;
  }
  return counts;
}
