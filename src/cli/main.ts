import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addGrade } from './grade';
import { addKernel } from './kernel';
import { addNotebooks } from './notebooks';
import { reportError } from './output';
import { addPy } from './py';
import { addQuiz } from './quiz';
import { addReplay } from './replay';
import { addRun } from './run';
import { addSite } from './site';
import { addStart } from './start';

const root = join(__dirname, '..', '..', '..');

/** Runs the `heaplab` command; sets the exit status and never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const program = new Command('heaplab')
    .description("CPython's memory manager, byte for byte, in a notebook")
    .version(version)
    .showHelpAfterError('(add --help for the options)')
    .enablePositionalOptions()
    .exitOverride();
  for (const add of [
    addStart,
    addRun,
    addGrade,
    addPy,
    addNotebooks,
    addQuiz,
    addSite,
    addReplay,
    addKernel,
  ])
    add(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed it; its own status for a wrong option is 1, ours is 2.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else {
      process.exitCode = reportError(error);
    }
  }
}
