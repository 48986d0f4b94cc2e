import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CliError, print } from './output';

export function addSite(program: Command): void {
  program
    .command('site')
    .description('write the lessons as static pages, for any web host')
    .requiredOption('-o, --output <folder>', 'where to: a new folder, or one with an older site')
    .action(run);
}

async function run(options: { readonly output: string }): Promise<void> {
  const { builtSite } = await import('../site/lessons');
  const site = builtSite();
  const { output } = options;
  const inside = existsSync(output) ? readdirSync(output) : [];
  if (inside.length > 0 && !existsSync(join(output, 'service-worker.js'))) {
    throw new CliError(`${output} has other files in it: name a new folder`);
  }
  cpSync(site, output, { recursive: true });
  print(output);
}
