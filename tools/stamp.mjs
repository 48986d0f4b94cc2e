/*
 * `node tools/stamp.mjs` ends every build: it writes a digest of all that the build read into dist/built.key.
 * `node tools/stamp.mjs --check` exits with 1 when dist is missing or was made from something else, so that
 * `npm test` builds only when there is something to build.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KEY = join(ROOT, 'dist', 'built.key');
const FOLDERS = ['assets', 'docs', 'lessons', 'notebooks', 'src', 'tools'];

const files = [
  ...readdirSync(ROOT).filter((name) => /\.(json|md)$/.test(name)),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.pyc'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  ).map((path) => path.slice(ROOT.length)),
].sort();

// The start-up snapshot of a kernel's workers fits one Node and one place.
const digest = createHash('sha256').update([process.version, process.arch, ROOT].join('\n'));
for (const file of files) digest.update(`\n${file}\n`).update(readFileSync(join(ROOT, file)));
const key = digest.digest('hex');

if (process.argv.includes('--check')) {
  if (!existsSync(KEY) || readFileSync(KEY, 'utf8') !== key) process.exitCode = 1;
} else {
  writeFileSync(KEY, key);
}
