import { join } from 'node:path';
import type { Command } from 'commander';
import { print } from './output';
import { reportLesson } from './start';

export function addSite(program: Command): void {
  program
    .command('site')
    .description('write the lessons as static pages, for any web host')
    .option('-o, --output <folder>', 'where to; dist/site of the package without it')
    .action(run);
}

async function run(options: { readonly output?: string }): Promise<void> {
  const { Site } = await import('../site/build');
  const { PACKAGE_ROOT } = await import('../kernel/paths');
  const folder = options.output ?? join(PACKAGE_ROOT, 'dist', 'site');
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  let failed = false;
  const site = new Site(folder, {
    signal: interrupt.signal,
    onLesson: (lesson, failures) => {
      failed ||= failures.length > 0;
      reportLesson(lesson, failures);
    },
  });
  await site.all();
  if (interrupt.signal.aborted) process.exitCode = 130;
  else {
    print(folder);
    if (failed) process.exitCode = 1;
  }
}
