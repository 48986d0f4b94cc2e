import { boot, deterministicHost } from '../../python';
import type { BlockHolder, Reason, StepState, Survivors } from '../../recording';
import {
  type LineRecording,
  type RecordedStep,
  type RecordingInfo,
  recordLines,
} from '../../recording';
import { type ByteRow, byteRows } from '../byte-rows';
import { codeHtml } from '../code';

/*
 * Records programs for the microscope, in a worker: the page asks for one step at a time.
 */

/** What the page asks, always of one program on one version. */
export type Ask =
  | { readonly ask: 'record' }
  | { readonly ask: 'state'; readonly step: number }
  | { readonly ask: 'bytes' | 'why' | 'holder'; readonly step: number; readonly address: number }
  | { readonly ask: 'survivors'; readonly step: number; readonly arena: number };

export type MicroscopeRequest = Ask & {
  readonly id: number;
  readonly source: string;
  readonly python: string;
};

/** A run without its states. */
export interface Run {
  readonly info: RecordingInfo;
  readonly steps: readonly RecordedStep[];
  /** What the program wrote. */
  readonly output: string;
  /** Its lines as HTML. */
  readonly lines: readonly string[];
}

export interface Answers {
  readonly record: Run;
  readonly state: StepState;
  readonly bytes: readonly ByteRow[];
  readonly why: Reason | undefined;
  readonly holder: BlockHolder;
  readonly survivors: Survivors;
}

/** A page shows two versions at most. */
const RUNS = 2;
/** What a reader waits for, and what a page may take. */
const LIMITS = { seconds: 30, bytes: 512 * 2 ** 20 };
/** Characters of output that are shown. */
const OUTPUT = 4000;

const runs = new Map<string, { readonly recording: LineRecording; readonly run: Run }>();

function runOf(source: string, python: string): { recording: LineRecording; run: Run } {
  const key = `${python} ${source}`;
  const known = runs.get(key);
  if (known) return known;
  for (const [old, { recording }] of runs) {
    if (runs.size < RUNS && old.endsWith(` ${source}`)) continue;
    recording.close();
    runs.delete(old);
  }
  const host = deterministicHost();
  const recording = recordLines(boot(python, { host }), source, LIMITS);
  const { info, steps } = recording;
  const output = host.take().slice(0, OUTPUT);
  const lines = source.split('\n').map((line) => codeHtml(line, 'python').replace(/\n$/, ''));
  const made = { recording, run: { info, steps, output, lines } };
  runs.set(key, made);
  return made;
}

function answer(request: MicroscopeRequest): unknown {
  const { recording, run } = runOf(request.source, request.python);
  switch (request.ask) {
    case 'record':
      return run;
    case 'state':
      return recording.state(request.step, { objects: 60 });
    case 'bytes':
      return byteRows(recording, request.step, request.address);
    case 'why':
      return recording.whyAlive(request.step, request.address);
    case 'holder':
      return recording.holder(request.step, request.address);
    case 'survivors':
      return recording.survivors(request.step, request.arena);
  }
}

addEventListener('message', ({ data }: MessageEvent<MicroscopeRequest>) => {
  try {
    postMessage({ id: data.id, value: answer(data) });
  } catch (error) {
    postMessage({ id: data.id, error: (error as Error).message });
  }
});
