import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { alg, Graph } from '@dagrejs/graphlib';

/*
 * What the files of src import, and the circles in it: `npm run circles` prints their number, which is 0, and
 * exits with 1 when it is not.
 */

export const SRC = join(__dirname, '..', 'src');

/** The TypeScript files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** Every file of src, and what it imports, as it is written there; types too. */
export const SOURCES = filesBelow(SRC).map((path) => ({
  path,
  name: relative(SRC, path),
  imports: [
    ...readFileSync(path, 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g),
  ].map((m) => m[1]!),
}));

const names = new Set(SOURCES.map(({ name }) => name));

/** Files of src, by their names below it, and the files of src that each imports. */
export const IMPORTS: ReadonlyMap<string, readonly string[]> = new Map(
  SOURCES.map(({ path, name, imports }) => [
    name,
    imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => relative(SRC, resolve(dirname(path), specifier)))
      .map((target) => [`${target}.ts`, `${target}.tsx`, join(target, 'index.ts')])
      .map((candidates) => candidates.find((candidate) => names.has(candidate)))
      .filter((target) => target !== undefined),
  ]),
);

/** The groups of files that import one another in a circle. */
export function circles(imports: ReadonlyMap<string, readonly string[]> = IMPORTS): string[][] {
  const graph = new Graph();
  for (const [name, targets] of imports) {
    graph.setNode(name);
    for (const target of targets) graph.setEdge(name, target);
  }
  return alg.findCycles(graph).map((circle) => [...circle].sort());
}

if (require.main === module) {
  const found = circles();
  console.log(`${found.length} import circles in the ${IMPORTS.size} files of src`);
  for (const circle of found) console.log(`  ${circle.join(', ')}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
