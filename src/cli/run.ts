import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError } from './output';

interface RunCommandOptions {
  readonly output?: string;
  readonly inPlace?: boolean;
  readonly timeout?: string;
  readonly allowErrors?: boolean;
}

export function addRun(program: Command): void {
  program
    .command('run')
    .description('execute a notebook top to bottom, without Jupyter')
    .argument('<notebook>', 'the .ipynb file')
    .option('-o, --output <file>', 'where to write it (default: NAME.executed.ipynb beside it)')
    .option('--in-place', 'write over the notebook itself')
    .option('--timeout <seconds>', 'stop a cell that takes longer')
    .option('--allow-errors', 'go on after a cell that fails')
    .action(run);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new CliError(`--timeout takes seconds above 0, not '${text}'`);
  return value;
}

function outputPath(input: string, { output, inPlace }: RunCommandOptions): string {
  if (inPlace) {
    if (output !== undefined) throw new CliError('give --output or --in-place, not both');
    return input;
  }
  if (output === undefined) {
    const path = join(dirname(input), `${basename(input, '.ipynb')}.executed.ipynb`);
    if (existsSync(path)) {
      throw new CliError(`${path} exists already: name a file with -o, which may be that one`);
    }
    return path;
  }
  if (resolve(output) === resolve(input)) {
    throw new CliError(`${output} is the notebook itself: say --in-place to write over it`);
  }
  return output;
}

async function run(input: string, options: RunCommandOptions): Promise<void> {
  const { readNotebook, requireTypeScript, writeNotebook } = await import('../kernel/notebook');
  const { runNotebook } = await import('../kernel/headless');
  const { CellProgress } = await import('./progress');
  const timeout = options.timeout === undefined ? undefined : seconds(options.timeout);
  const notebook = readNotebook(input);
  requireTypeScript(notebook, input);
  const output = outputPath(input, options);
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const progress = new CellProgress(basename(input));
  const result = await runNotebook(notebook, {
    folder: dirname(resolve(input)),
    ...(timeout !== undefined && { timeout }),
    allowErrors: options.allowErrors ?? false,
    signal: interrupt.signal,
    onCell: progress.onCell,
  });
  writeNotebook(output, result.notebook);
  const ran = result.notebook.cells.filter((cell) => cell.execution_count).length;
  progress.done(`${ran} cells run, written to ${output}`);
  for (const { cell, index, error } of result.failures) {
    process.stderr.write(
      `code cell ${index + 1} (id ${cell.id}) failed:\n${error.traceback.join('\n')}\n`,
    );
  }
  if (result.interrupted) process.exitCode = 130;
  else if (result.failures.length > 0 && !options.allowErrors) process.exitCode = 1;
}
