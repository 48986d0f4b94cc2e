import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { DEFAULT_VERSION } from '../versions/default-version';
import { CliError, reportError } from './output';
import type { PyAnswer, PyRequest } from './py-worker';

interface PyOptions {
  readonly python: string;
  readonly command?: string;
  readonly memory?: boolean;
  readonly audit?: boolean;
  readonly chart?: string;
  readonly memoryLimit?: string;
  readonly timeLimit?: string;
}

/** Megabytes of stack for programs: deep recursion ends in RecursionError, not in the host's limit. */
const STACK_MB = 200;

const HISTORY = join(homedir(), '.heaplab_history');

export function addPy(program: Command): void {
  const command = program
    .command('py')
    .description('run Python on a simulated heap; without a file, an interactive prompt')
    .usage('[options] [file] [options] [--] [args...]')
    .argument('[file]', 'a program; - reads it from standard input')
    .argument('[args...]', 'sys.argv of the program')
    .option('-c, --command <code>', 'run this code instead of a file')
    .passThroughOptions()
    .action(run);
  addRunOptions(command).addHelpText(
    'after',
    '\nOptions of this list may also follow the file. What comes after the first other argument,' +
      '\nor after --, belongs to the program.',
  );
}

/** The options that may stand before the program's file and right after it. */
function addRunOptions(command: Command): Command {
  return command
    .option('--python <version>', 'the version to simulate', DEFAULT_VERSION)
    .option('--memory', 'at the end, print where the bytes are')
    .option('--audit', 'prove all reference counts after each statement, and print what is wrong')
    .option('--chart <path>', 'at the end, draw the arenas to an .svg or .html file')
    .option('--memory-limit <mib>', 'simulated memory that the program may take, in MiB')
    .option('--time-limit <seconds>', 'stop the program after so long');
}

/** Takes the options of `heaplab py` that stand right after the file out of the program's arguments. */
function optionsAfterFile(
  args: string[],
  before: PyOptions,
  command: Command,
): { args: string[]; options: PyOptions } {
  const after = addRunOptions(new Command().copyInheritedSettings(command))
    .argument('[args...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .parse(args, { from: 'user' });
  const given = Object.entries(after.opts()).filter(
    ([name]) => after.getOptionValueSource(name) === 'cli',
  );
  return { args: after.args, options: { ...before, ...Object.fromEntries(given) } };
}

function positive(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!(number > 0)) throw new CliError(`${name} takes a number above 0, not '${value}'`);
  return number;
}

async function run(
  file: string | undefined,
  following: string[],
  before: PyOptions,
  command: Command,
): Promise<void> {
  const { args, options } =
    file === undefined || before.command !== undefined
      ? { args: following, options: before }
      : optionsAfterFile(following, before, command);
  if (options.chart && !/\.(svg|html)$/.test(options.chart)) {
    throw new CliError(`--chart takes a path that ends in .svg or .html, not '${options.chart}'`);
  }
  const request: PyRequest = {
    python: options.python,
    program: null,
    memory: options.memory ?? false,
    audit: options.audit ?? false,
    chart: options.chart ?? null,
    memoryLimit: positive('--memory-limit', options.memoryLimit) ?? null,
    timeLimit: positive('--time-limit', options.timeLimit) ?? null,
    signals: new SharedArrayBuffer(4),
  };
  if (options.command !== undefined) {
    const argv = ['-c', ...(file === undefined ? [] : [file]), ...args];
    await start({ ...request, program: { source: options.command, filename: '<string>', argv } });
  } else if (file !== undefined && file !== '-') {
    await start({
      ...request,
      program: {
        source: readProgram(file),
        filename: file,
        folder: dirname(resolve(file)),
        argv: [file, ...args],
      },
    });
  } else if (file === '-' || process.stdin.isTTY !== true) {
    const source = readFileSync(0, 'utf8');
    await start({ ...request, program: { source, filename: '<stdin>', argv: ['-', ...args] } });
  } else await prompt(request);
}

function readProgram(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'No such file or directory' : String(code);
    throw new CliError(`can't open file '${path}': ${reason}`);
  }
}

function worker(request: PyRequest): Worker {
  return new Worker(join(__dirname, 'py-thread.js'), {
    workerData: request,
    resourceLimits: { stackSizeMb: STACK_MB },
  });
}

/** The exit status that a thread's last message means; says why where the thread refused to start. */
function statusOf({ refused, status }: PyAnswer): number {
  return refused === undefined ? (status ?? 0) : reportError(new CliError(refused));
}

/** Runs a program in a thread of its own, which Ctrl-C reaches; its status becomes ours. */
async function start(request: PyRequest): Promise<void> {
  const flag = new Int32Array(request.signals);
  let presses = 0;
  const onInterrupt = (): void => {
    Atomics.store(flag, 0, 1);
    if (++presses > 2) process.exit(130);
  };
  process.on('SIGINT', onInterrupt);
  const thread = worker(request);
  const status = await new Promise<number>((resolve) => {
    thread.on('message', (message: PyAnswer) => resolve(statusOf(message)));
    thread.on('error', (error) => resolve(reportError(error)));
    thread.on('exit', (code) => resolve(code));
  });
  process.off('SIGINT', onInterrupt);
  process.exitCode = status;
}

/** The interactive prompt: a line or a block at a time, with history. */
async function prompt(request: PyRequest): Promise<void> {
  const { versionOf } = await import('../versions');
  const { historyOf, needsMore } = await import('./prompt');
  const { name } = versionOf(request.python);
  const thread = worker(request);
  const flag = new Int32Array(request.signals);
  const history = historyOf(HISTORY);
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: history.lines,
    historySize: 1000,
  });
  process.stdout.write(
    `Python ${name}, simulated by Heaplab. Its heap is an illusion; its addresses are exact.\n`,
  );
  let block = '';
  let busy = false;
  const ask = (): void => {
    lines.setPrompt(block === '' ? '>>> ' : '... ');
    lines.prompt();
  };
  lines.on('SIGINT', () => {
    if (busy) Atomics.store(flag, 0, 1);
    else {
      block = '';
      process.stdout.write('\nKeyboardInterrupt\n');
      ask();
    }
  });
  lines.on('line', (line) => {
    block += `${line}\n`;
    if (needsMore(block)) {
      ask();
      return;
    }
    busy = true;
    lines.pause();
    thread.postMessage({ source: block });
    block = '';
  });
  const status = await new Promise<number>((resolve) => {
    thread.on('message', (message: PyAnswer) => {
      busy = false;
      if (message.ended) resolve(statusOf(message));
      else {
        lines.resume();
        ask();
      }
    });
    thread.on('error', (error) => resolve(reportError(error)));
    lines.on('close', () => {
      process.stdout.write('\n');
      thread.postMessage({ end: true });
    });
    ask();
  });
  history.save((lines as unknown as { history: string[] }).history);
  lines.close();
  await thread.terminate();
  process.exitCode = status;
}
