import { mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Notebook } from '../../kernel/notebook';
import { createTranslator, type Grade, type GradeOptions, grade } from '../grader';
import type { Lesson } from '../lessons';
import { DEFAULT_LIMITS } from '../sandbox';
import { newSeed } from '../seed';
import { GradingError } from '../submission';
import { type Wall, wallHere } from '../wall/command';
import { collect, type Found } from './collect';
import { type Attempt, graderNow, type Header, Journal } from './journal';
import { lockFolder } from './lock';
import { hashOf, readBytes, submissionIn } from './read';
import type { Enrolled } from './roster';
import { type Settled, type Standing, standing } from './standing';
import { Who } from './who';

/** How long the grading of one submission may take, in seconds. */
export const SUBMISSION_SECONDS = 120;

/** What grades one notebook after another. */
export interface GradingJob {
  grade(notebook: Notebook, lesson: Lesson, options: GradeOptions): Promise<Grade>;
  close(): Promise<void>;
}

export interface BatchOptions {
  /** Notebooks, and folders of them. */
  readonly paths: readonly string[];
  /** Where the results go; they are only returned when left out. */
  readonly output?: string;
  readonly roster?: readonly Enrolled[];
  readonly seed?: string;
  /** How many are graded at once. */
  readonly jobs?: number;
  /** For a submission as a whole. */
  readonly seconds?: number;
  /** For a process of a submission, in bytes. */
  readonly memory?: number;
  /** Learners who are graded though the folder has their results. */
  readonly again?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** The wall to grade behind; the one that this machine has when left out. */
  readonly wall?: Wall;
  /** Instead of the grader. */
  readonly openJob?: () => GradingJob;
}

/** How far a batch is. */
export interface Progress {
  readonly total: number;
  readonly done: number;
  /** The notebook that was graded just now; undefined at the start. */
  readonly last: { readonly name: string; readonly attempt: Attempt } | undefined;
}

export interface BatchResult extends Standing {
  readonly header: Header;
  /** Notebooks that are not graded yet, because it was interrupted. */
  readonly waiting: number;
  /** Notebooks whose results were there already. */
  readonly kept: number;
  /** Lines of the journal that were damaged. */
  readonly damaged: readonly number[];
}

/**
 * Grades a batch, several notebooks at once. Each result is in the output folder the moment it is there,
 * and work in a folder that has some continues: a notebook with the same bytes is not graded again.
 * @throws GradingError for what was given wrongly, NoWall when there is nothing to grade behind,
 * JournalError when results cannot be written
 */
export async function gradeBatch(options: BatchOptions): Promise<BatchResult> {
  const { paths, output, signal } = options;
  const found = collect(paths);
  if (found.length === 0) throw new GradingError(`no notebook in ${paths.join(', ')}`);
  if (output === undefined) return new Batch(options, found, undefined).run(signal);
  const within = paths.find((path) => resolve(path) === resolve(output));
  if (within !== undefined && statSync(within).isDirectory()) {
    throw new GradingError(
      `${output} is what is graded: results go to another folder, where no learner's file can pass for one of them`,
    );
  }
  makeFolder(output);
  const unlock = await lockFolder(output);
  try {
    const journal = new Journal(output, options.seed, newSeed);
    try {
      return await new Batch(options, found, journal).run(signal);
    } finally {
      journal.close();
    }
  } finally {
    unlock();
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new GradingError(`cannot make the folder ${folder}: ${(error as Error).message}`);
  }
}

/** Jobs of the grader. @throws NoWall at once when there is nothing to grade behind */
function grader({
  wall = wallHere(),
  memory = DEFAULT_LIMITS.memory,
}: BatchOptions): () => GradingJob {
  const limits = { ...DEFAULT_LIMITS, memory };
  return () => {
    const translator = createTranslator(wall, limits);
    return {
      grade: (notebook, lesson, options) =>
        grade(notebook, lesson, { ...options, limits, wall, translator }),
      close: () => translator.close(),
    };
  };
}

/** What a reason calls the notebook when its name is next to it. */
const IT = 'it';

/** A file of the batch, and its hash as it was when the grading began. */
interface Item {
  readonly found: Found;
  readonly sha256: string | undefined;
  readonly problem: string | undefined;
}

class Batch {
  private readonly openJob: () => GradingJob;
  private readonly who: Who;
  private readonly header: Header;
  private readonly items: readonly Item[];
  /** What was found out, oldest first. */
  private readonly attempts: Attempt[];
  /** How many of them are from runs before this one. */
  private readonly before: number;
  private readonly toGrade: Item[][];
  private done: number;
  private readonly kept: number;

  constructor(
    private readonly options: BatchOptions,
    found: readonly Found[],
    private readonly journal: Journal | undefined,
  ) {
    this.openJob = options.openJob ?? grader(options);
    this.who = new Who(options.roster);
    this.header = journal?.header ?? {
      format: 1,
      ...graderNow(),
      seed: options.seed ?? newSeed(),
    };
    this.attempts = [...(journal?.attempts ?? [])];
    this.before = this.attempts.length;
    this.items = found.map(itemOf);
    const again = this.graded(options.again ?? []);
    const known = new Set(
      this.attempts.filter(({ passing }) => !passing).map(({ sha256 }) => sha256),
    );
    const groups = new Map<string, Item[]>();
    for (const item of this.items) {
      const { sha256 } = item;
      // Two notebooks with the same bytes are graded once.
      const group = sha256 ?? item.found.path;
      if (sha256 === undefined || again.has(sha256) || !known.has(sha256))
        groups.set(group, [...(groups.get(group) ?? []), item]);
    }
    this.toGrade = [...groups.values()];
    this.kept = this.items.length - this.toGrade.flat().length;
    this.done = this.kept;
  }

  /** The hashes of what the named learners handed in. @throws GradingError for one who handed in nothing */
  private graded(names: readonly string[]): Set<string | undefined> {
    return new Set(
      names.flatMap((name) => {
        const own = this.items.filter(({ found }) => this.who.means(name, found));
        if (own.length === 0) throw new GradingError(`--again: no notebook here is from '${name}'`);
        return own.map(({ sha256 }) => sha256);
      }),
    );
  }

  async run(signal: AbortSignal | undefined): Promise<BatchResult> {
    const { jobs = availableParallelism() } = this.options;
    const stop = new AbortController();
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    this.progress(undefined);
    const queue = [...this.toGrade];
    const workers = Array.from({ length: Math.min(jobs, queue.length) }, () =>
      this.work(queue, either).catch((error: unknown) => {
        // Nothing is graded that could not be kept.
        stop.abort();
        throw error;
      }),
    );
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    const settled = this.settled();
    const there = new Set(settled.map(({ place }) => place));
    const waiting = this.items.map(({ found }) => found).filter((found) => !there.has(found));
    return {
      ...standing(settled, this.who, waiting),
      header: this.header,
      waiting: waiting.length,
      kept: this.kept,
      damaged: this.journal?.damaged ?? [],
    };
  }

  private async work(queue: Item[][], signal: AbortSignal): Promise<void> {
    let job = this.openJob();
    try {
      for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
        const attempt = await this.attempt(next[0]!, job, signal);
        if (!attempt) return;
        if (!this.isKnown(attempt)) this.journal?.add(attempt);
        this.attempts.push(attempt);
        this.done += next.length;
        this.progress(attempt);
        if (!attempt.passing) continue;
        await job.close();
        job = this.openJob();
      }
    } finally {
      await job.close();
    }
  }

  /** Grades a notebook; undefined when it was interrupted. */
  private async attempt(
    { found, problem }: Item,
    job: GradingJob,
    signal: AbortSignal,
  ): Promise<Attempt | undefined> {
    const { seconds = SUBMISSION_SECONDS } = this.options;
    const started = performance.now();
    let sha256: string | undefined;
    const became = (
      result: Grade | undefined,
      why: string | undefined,
      passing = false,
    ): Attempt => ({
      at: new Date().toISOString(),
      path: found.path,
      parts: found.parts,
      above: found.above,
      sha256,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      result,
      problem: why,
      passing,
    });
    if (problem !== undefined) return became(undefined, problem);
    const timeout = AbortSignal.timeout(seconds * 1000);
    let submission: ReturnType<typeof submissionIn>;
    try {
      const bytes = readBytes(found.path, IT);
      sha256 = hashOf(bytes);
      submission = submissionIn(bytes, IT);
    } catch (error) {
      return became(undefined, (error as Error).message);
    }
    try {
      const { notebook, lesson } = submission;
      const { seed } = this.header;
      const both = AbortSignal.any([signal, timeout]);
      return became(await job.grade(notebook, lesson, { seed, signal: both }), undefined);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (timeout.aborted)
        return became(undefined, `its grading took longer than ${seconds} s in all (--timeout)`);
      return became(undefined, (error as Error).message, !(error instanceof GradingError));
    }
  }

  /** Whether the journal says already why a file cannot be read. */
  private isKnown({ path, sha256, problem }: Attempt): boolean {
    const last = this.attempts.filter((attempt) => attempt.path === path).at(-1);
    return sha256 === undefined && last?.sha256 === undefined && last?.problem === problem;
  }

  private progress(attempt: Attempt | undefined): void {
    this.options.onProgress?.({
      total: this.items.length,
      done: this.done,
      last: attempt && { name: this.who.of(attempt).learner.name, attempt },
    });
  }

  /**
   * The last result of each notebook: of those that are here, and of those that were graded into the
   * folder before. One that was changed or moved is not there twice.
   */
  private settled(): Settled[] {
    const byPath = new Map(this.attempts.map((attempt) => [attempt.path, attempt]));
    const byBytes = new Map(this.attempts.map((attempt) => [attempt.sha256, attempt]));
    // A file may have changed while others were graded.
    const now = new Map(this.attempts.slice(this.before).map((attempt) => [attempt.path, attempt]));
    const here = this.items.flatMap(({ found, sha256 }): Settled[] => {
      const attempt =
        now.get(found.path) ?? (sha256 ? byBytes.get(sha256) : byPath.get(found.path));
      return attempt ? [{ place: found, attempt }] : [];
    });
    const paths = new Set(this.items.map(({ found }) => found.path));
    const bytes = new Set(this.items.map(({ sha256 }) => sha256));
    const before = [...byPath.values()].filter(
      ({ path, sha256 }) => !paths.has(path) && (sha256 === undefined || !bytes.has(sha256)),
    );
    return [...here, ...before.map((attempt) => ({ place: attempt, attempt }))];
  }
}

function itemOf(found: Found): Item {
  if (found.problem !== undefined) return { found, sha256: undefined, problem: found.problem };
  try {
    return { found, sha256: hashOf(readBytes(found.path, IT)), problem: undefined };
  } catch (error) {
    return { found, sha256: undefined, problem: (error as Error).message };
  }
}
