/*
 * `npm run library`: writes the Python files of src/python/lib into one TypeScript module, so that a
 * browser, which has no files, has them too. Every build does it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/python/lib', import.meta.url));
const files = readdirSync(folder, { recursive: true })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.py'))
  .sort();
const lines = files.map((name) => {
  const source = readFileSync(join(folder, name), 'utf8');
  return `  ${JSON.stringify(name)}: ${JSON.stringify(source)},`;
});
const module = [
  '// Made by `npm run library` from the Python files of this folder.',
  "/** The library's Python files, by their path in CPython's Lib. */",
  'export const SOURCES: Readonly<Record<string, string>> = {',
  ...lines,
  '};',
  '',
];
writeFileSync(join(folder, 'sources.ts'), module.join('\n'));
