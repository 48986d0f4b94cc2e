/*
 * Makes dist/python/py-worker.js, the thread of `heaplab py` as one file, and V8's code cache beside it:
 * one file is read and compiled in a third of the time that its 350 modules take, and calls between modules
 * are plain calls: node tools/python-bundle.mjs
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist', 'python');

rmSync(OUT, { recursive: true, force: true });
await build({
  entryPoints: [join(ROOT, 'src', 'cli', 'py-worker.ts')],
  bundle: true,
  // Names stay: they are in what a failure of the simulator prints.
  minifyWhitespace: true,
  minifySyntax: true,
  charset: 'ascii',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vega', 'vega-lite'],
  outdir: OUT,
  logLevel: 'warning',
});
// The first run leaves the cache.
execFileSync(
  process.execPath,
  [join(ROOT, 'bin', 'heaplab.js'), 'py', '-c', 'import gc, sys; print(sys.version)'],
  {
    stdio: 'ignore',
  },
);
