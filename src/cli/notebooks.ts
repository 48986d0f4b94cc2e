import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { CliError, print, wholeNumber } from './output';

interface NotebooksOptions {
  readonly output?: string;
  readonly variant?: string;
  readonly check?: boolean;
}

export function addNotebooks(program: Command): void {
  program
    .command('notebooks')
    .description('make the notebooks of lessons, with the numbers of a variant of your own')
    .argument('[lessons...]', 'lessons such as 05-cyclic-gc; all without one')
    .option('-o, --output <folder>', 'where to put them; the package itself without it')
    .option('--variant <number>', 'whose numbers the exercises get: one for each learner')
    .option('--check', 'write nothing; exit code 1 when one is out of step with its lesson')
    .action(run);
}

async function run(names: readonly string[], options: NotebooksOptions): Promise<void> {
  const variant =
    options.variant === undefined
      ? 0
      : wholeNumber('--variant', options.variant, 0, Number.MAX_SAFE_INTEGER);
  if (variant !== 0 && options.output === undefined) {
    throw new CliError("--variant needs --output: the package's own notebooks have no variant");
  }
  const { buildLesson } = await import('../grading/build-lesson');
  const { claimsList } = await import('../grading/claims-list');
  const { loadLessons } = await import('../grading/lessons');
  const { formatNotebook } = await import('../kernel/notebook');
  const { PACKAGE_ROOT } = await import('../kernel/paths');
  const { CPYTHON_VERSIONS } = await import('../versions');
  const all = loadLessons(variant);
  const unknown = names.find((name) => !all.some((lesson) => lesson.name === name));
  if (unknown !== undefined) {
    throw new CliError(
      `no lesson '${unknown}': there are ${all.map(({ name }) => name).join(', ')}`,
    );
  }
  const lessons = all.filter(({ name }) => names.length === 0 || names.includes(name));
  const files = new Map<string, string>();
  const folder = options.output ?? join(PACKAGE_ROOT, 'notebooks');
  const proven = lessons.map((lesson) => {
    const built = buildLesson(join(PACKAGE_ROOT, 'lessons', lesson.name), lesson);
    files.set(join(folder, `${lesson.name}.ipynb`), formatNotebook(built.notebook));
    return { name: lesson.name, claims: built.claims };
  });
  if (options.output === undefined && names.length === 0) {
    const held = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'lessons', 'claims.json'), 'utf8'));
    files.set(
      join(PACKAGE_ROOT, 'lessons', 'CLAIMS.md'),
      claimsList(proven, held, CPYTHON_VERSIONS),
    );
  }
  if (!options.check) mkdirSync(folder, { recursive: true });
  for (const [path, text] of files) {
    const shown = options.output === undefined ? relative(PACKAGE_ROOT, path) : path;
    if (!options.check) {
      writeFileSync(path, text);
      print(shown);
    } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      print(`${shown} is out of step: run npm run notebooks`);
      process.exitCode = 1;
    }
  }
}
