import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GradingJob } from '../../src/grading/batch/batch';
import type { Grade } from '../../src/grading/grader';
import type { Notebook } from '../../src/kernel/notebook';

/** A folder for one test file, and away after it. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file and the folders above it. */
export function put(path: string, content: string | Buffer): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A notebook of a lesson, as text, that the pretended grader gives these points. */
export function handIn(points: number, more: object = {}, lesson = '02-pymalloc'): string {
  const metadata = { heaplab: { lesson }, points, ...more };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: [] });
}

/** What the pretended grader gives. */
export function gradeOf(points: number, lesson: string): Grade {
  const mistake = points === 0 ? 'off-by-one' : undefined;
  const exercise = { id: 'e1', title: 'One', points: 4, earned: points, checks: [] };
  return {
    lesson,
    points: 4,
    earned: points,
    exercises: [
      { ...exercise, feedback: points === 4 ? ['All checks passed.'] : ['No.'], mistake },
    ],
    wall: ['none'],
  };
}

/** Pretends to grade: gives what the notebook's metadata say, and counts. */
export class PretendedGrader {
  /** By the points asked for. */
  readonly calls: number[] = [];
  seeds = new Set<unknown>();
  opened = 0;
  closed = 0;

  constructor(
    private readonly act: (points: number, signal: AbortSignal) => Promise<void> = async () => {},
  ) {}

  readonly openJob = (): GradingJob => {
    this.opened++;
    return {
      grade: async ({ metadata }: Notebook, lesson, { signal, seed }) => {
        const points = metadata.points as number;
        this.calls.push(points);
        this.seeds.add(seed);
        await this.act(points, signal!);
        signal!.throwIfAborted();
        return gradeOf(points, lesson.name);
      },
      close: async () => {
        this.closed++;
      },
    };
  };
}

/** The lines of a folder's journal. */
export function journalOf(folder: string): Record<string, unknown>[] {
  return readFileSync(join(folder, 'grading.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
