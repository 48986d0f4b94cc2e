/*
 * `npm run fuzz`: random programs on the simulator that was built, against a real interpreter.
 */
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CPYTHON_VERSIONS } from '../../dist/src/versions';
import { findPythons } from '../find-pythons';
import { FAMILIES, type Family } from './families';
import { RealPython, visible } from './real';
import { shrink } from './shrink';
import { type AuditTimes, type Outcome, Simulator } from './simulator';

interface FuzzOptions {
  readonly python: string;
  readonly real?: string | false;
  readonly family: string;
  readonly count: number;
  readonly from: number;
  readonly length?: number;
  readonly audit: AuditTimes;
  readonly most: number;
  readonly show?: boolean;
}

/** What is wrong with a program's run; empty when nothing is. */
type Check = (statements: readonly string[], seed: number) => Promise<string>;

function whole(text: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 0) throw new InvalidArgumentError('not a whole number');
  return n;
}

/** The first line that differs. */
function difference(real: string, here: string): string {
  const [wanted, got] = [real.split('\n'), here.split('\n')];
  const at = wanted.findIndex((line, i) => line !== got[i]);
  if (at < 0) return `prints more here: ${got[wanted.length]}`;
  return `line ${at + 1} of the output\n  CPython: ${wanted[at]}\n  here:    ${got[at] ?? '(nothing)'}`;
}

function checkOf(family: Family, simulator: Simulator, real: RealPython | undefined): Check {
  return async (statements, seed) => {
    const source = family.source(statements, seed);
    const [outcome, wanted] = await Promise.all([simulator.run(source), real?.printed(source)]);
    const { internal, findings, stdout, stderr }: Outcome = outcome;
    if (internal !== '') return internal;
    if (findings.length > 0) return findings.slice(0, 3).join('\n');
    const here = visible(stdout, stderr);
    return wanted === undefined || wanted === here ? '' : difference(wanted, here);
  };
}

/** Progress on stderr: a bar on a terminal, a line for every thousand programs elsewhere. */
class Progress {
  private readonly bar: SingleBar | undefined;

  constructor(
    private readonly title: string,
    private readonly total: number,
  ) {
    if (!process.stderr.isTTY) return;
    const format = `${title} [{bar}] {value}/{total}, {wrong} wrong, {eta_formatted} left`;
    this.bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true });
    this.bar.start(total, 0, { wrong: 0 });
  }

  ran(done: number, wrong: number): void {
    this.bar?.update(done, { wrong });
    if (this.bar || done % 1000 !== 0) return;
    process.stderr.write(`${this.title}: ${done} of ${this.total}, ${wrong} wrong\n`);
  }

  print(text: string): void {
    this.bar?.stop();
    process.stdout.write(text);
  }

  stop(): void {
    this.bar?.stop();
  }
}

async function fuzz(options: FuzzOptions): Promise<void> {
  const { python, from, count, audit, most } = options;
  const family = FAMILIES[options.family]!;
  const length = options.length ?? family.length;
  if (options.show) {
    for (let seed = from; seed < from + count; seed++)
      process.stdout.write(family.source(family.statements(seed, length), seed));
    return;
  }
  const found = findPythons().filter(({ version }) => version === python);
  const path = options.real ?? (family.isComparable ? found[0]?.path : false);
  if (path === undefined) {
    throw new Error(
      `no python${python} on this machine to compare with: give its path by --real, or --no-real`,
    );
  }
  const real = path === false ? undefined : new RealPython(path);
  const simulator = new Simulator(python, audit);
  try {
    const version = await real?.version();
    if (version !== undefined && version !== python)
      throw new Error(
        `${path} is Python ${version}, not ${python}: --python says which to simulate`,
      );
    const check = checkOf(family, simulator, real);
    const title = `${options.family} on ${python}`;
    const progress = new Progress(title, count);
    let wrong = 0;
    let seed = from;
    for (; seed < from + count && wrong < most; seed++) {
      const statements = family.statements(seed, length);
      const failure = await check(statements, seed);
      if (failure !== '') {
        wrong++;
        const least = await shrink(statements, async (fewer) => (await check(fewer, seed)) !== '');
        const again = await check(least, seed);
        const source = family.source(least, seed);
        progress.print(`# ${title}, seed ${seed}: ${again || failure}\n${source}\n`);
      }
      progress.ran(seed - from + 1, wrong);
    }
    progress.stop();
    const against = real ? `compared with ${path}` : 'compared with nothing';
    const audited = { none: '', end: ', audited at the end', statements: ', audited' }[audit];
    process.stdout.write(
      `${title}: ${seed - from} programs from seed ${from}, ${against}${audited}: ${wrong} wrong\n`,
    );
    process.exitCode = wrong > 0 ? 1 : 0;
  } finally {
    simulator.close();
    real?.close();
  }
}

const families = Object.entries(FAMILIES).map(([name, { about }]) => `${name} (${about})`);

void new Command('npm run fuzz --')
  .description(
    'Runs random programs on the simulator that was built and on a real interpreter, and prints, as short as\n' +
      'possible, those that print something else, that have wrong reference counts, or that it fails in itself.',
  )
  .addOption(
    new Option('--python <version>', 'the version to simulate')
      .choices(CPYTHON_VERSIONS)
      .default('3.12'),
  )
  .option('--real <path>', 'the interpreter to compare with; else one that is found')
  .option('--no-real', 'compare with nothing: look for errors of the simulator only')
  .addOption(
    new Option('--family <name>', families.join('; '))
      .choices(Object.keys(FAMILIES))
      .default('memory'),
  )
  .option('--count <n>', 'how many programs', whole, 1000)
  .option('--from <seed>', 'the seed of the first; each has the next one', whole, 1)
  .option('--length <n>', 'how many statements a program has', whole)
  .addOption(
    new Option('--audit [when]', 'prove all reference counts after each statement, or at the end')
      .choices(['none', 'end', 'statements'])
      .preset('statements')
      .default('none'),
  )
  .option('--most <n>', 'stop after so many that are wrong', whole, 10)
  .option('--show', 'print the programs instead of running them')
  .addHelpText(
    'after',
    '\nThe exit status is 0 when nothing is wrong, 1 when a program is, 2 when it cannot run.',
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(fuzz)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`fuzz: ${error.message}\n`);
    process.exitCode = 2;
  });
