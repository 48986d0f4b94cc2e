import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BatchOptions } from '../grading/batch/batch';
import type { Results } from '../grading/batch/results';
import { CliError, err, print, wholeNumber } from './output';

interface GradeCommandOptions {
  readonly json?: boolean;
  readonly output?: string;
  readonly seed?: string;
  readonly roster?: string;
  readonly again: readonly string[];
  readonly jobs?: string;
  readonly timeout?: string;
  readonly memory?: string;
  readonly unsafe?: boolean;
}

export function addGrade(program: Command): void {
  program
    .command('grade')
    .description('grade the exercises of notebooks with the hidden checks')
    .argument('<notebooks...>', '.ipynb files, or folders of them')
    .option('--json', 'print the result as JSON')
    .option(
      '-o, --output <folder>',
      'keep each result there at once; the same folder again continues',
    )
    .option('--seed <number or file>', 'what hidden inputs are drawn from; a new secret without it')
    .option('--roster <file>', 'CSV with the columns id and name')
    .option('--again <name>', "grade a learner's notebooks anew; may be repeated", collected, [])
    .option('--jobs <number>', 'how many are graded at once; as many as there are cores without it')
    .option('--timeout <seconds>', 'for a submission as a whole; 120 without it')
    .option('--memory <MiB>', 'for a process of a submission; 1024 without it')
    .option('--unsafe', 'grade without Deno too: only where you trust every line handed in')
    .action(run);
}

function collected(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

async function run(paths: readonly string[], options: GradeCommandOptions): Promise<void> {
  const { collect } = await import('../grading/batch/collect');
  const { newSeed, seedFrom } = await import('../grading/seed');
  const { wallHere } = await import('../grading/wall/command');
  const interruption = interruptible();
  const { jobs, timeout, memory, output } = options;
  const given = {
    ...(options.seed !== undefined && { seed: seedFrom(options.seed) }),
    ...(jobs !== undefined && { jobs: wholeNumber('--jobs', jobs, 1, 256) }),
    ...(timeout !== undefined && { seconds: wholeNumber('--timeout', timeout, 1, 86_400) }),
    ...(memory !== undefined && {
      memory: wholeNumber('--memory', memory, 128, 2 ** 20) * 2 ** 20,
    }),
  };
  if (options.again.length > 0 && output === undefined) {
    throw new CliError('--again needs --output: the folder that has the results');
  }
  const [only, ...others] = collect(paths);
  const wall = wallHere(options.unsafe);
  const gaps = [
    ...(wall.runtime ? [] : ['what was handed in runs without the wall that Deno is (--unsafe)']),
    ...(wall.system ? [] : ['this system puts no second wall around what was handed in']),
  ];
  for (const gap of gaps) process.stderr.write(`${err.yellow('note:')} ${gap}\n`);
  const one = others.length === 0 && only?.path === resolve(paths[0]!);
  if (one && output === undefined && options.roster === undefined) {
    const { gradeOne } = await import('./grade-one');
    const seed = given.seed ?? newSeed();
    await gradeOne(
      paths[0]!,
      { ...given, wall, seed, json: options.json === true },
      interruption.signal,
    );
  } else {
    await gradeMany(paths, options, { ...given, wall }, interruption.signal);
  }
  interruption.end();
}

/** Ctrl-C and its like end the grading in order, with the status that shells expect; the second one at once. */
function interruptible(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const stop = (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void => {
    const status = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[name];
    if (controller.signal.aborted) process.exit(status);
    process.exitCode = status;
    controller.abort(new CliError('interrupted', status));
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, stop);
  return {
    signal: controller.signal,
    end: () => {
      for (const name of names) process.off(name, stop);
    },
  };
}

async function gradeMany(
  paths: readonly string[],
  { output, json, again, roster }: GradeCommandOptions,
  given: Pick<BatchOptions, 'seed' | 'jobs' | 'seconds' | 'memory' | 'wall'>,
  signal: AbortSignal,
): Promise<void> {
  const { gradeBatch } = await import('../grading/batch/batch');
  const { JournalError } = await import('../grading/batch/journal');
  const { readRoster } = await import('../grading/batch/roster');
  const { resultsOf, writeResults } = await import('../grading/batch/results');
  const { PileProgress, pileText } = await import('./grade-report');
  const progress = new PileProgress();
  let results: Results;
  try {
    const batch = await gradeBatch({
      paths,
      again,
      signal,
      onProgress: progress.onProgress,
      ...(output !== undefined && { output }),
      ...(roster !== undefined && { roster: readRoster(roster) }),
      ...given,
    });
    results = resultsOf(batch);
    progress.done(batch);
    if (output !== undefined) writeResults(output, results);
  } catch (error) {
    progress.stop();
    // Nothing was wrong with what was given; some are not graded.
    if (error instanceof JournalError) throw new CliError(error.message, 1);
    throw error;
  }
  print(json ? JSON.stringify(results, null, 2) : pileText(results, output));
  if (signal.aborted) return;
  if (results.waiting > 0 || results.rows.some(({ result }) => !result)) process.exitCode = 1;
}
