import type { Command } from 'commander';
import type { ReplayOptions } from './replay-traces';

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('run a trace of allocator calls (.json or .json.gz) on a simulated heap')
    .argument('<file>', "a trace of pymalloc's calls or of malloc's: see docs/heap.md")
    .option('--python <version>', 'the version to simulate (default: the one that was recorded)')
    .option('--json', 'print where each block lies as JSON')
    .option('--compare', 'check against the answers in the file; exit 1 at the first difference')
    .action(async (path: string, options: ReplayOptions) => {
      const { replayFile } = await import('./replay-traces');
      replayFile(path, options);
    });
}
