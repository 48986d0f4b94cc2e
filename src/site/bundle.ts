import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { Lesson } from '../grading/lessons';
import { PACKAGE_ROOT } from '../kernel/paths';

/*
 * The scripts of the pages, bundled by esbuild from their sources. Each entry loads first only what a
 * page needs to be read; the rest are chunks.
 */

const CLIENT = join(PACKAGE_ROOT, 'src', 'site', 'client');

const SHARED: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Writes the bundles into `assets`. */
export async function bundle(assets: string, lessons: readonly Lesson[]): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: { main: join(CLIENT, 'main.tsx'), theme: join(CLIENT, 'theme.ts') },
    outdir: assets,
    plugins: [progressValidator],
  });
  await build({
    ...SHARED,
    stdin: {
      contents: gradeEntry(lessons),
      resolveDir: PACKAGE_ROOT,
      loader: 'ts',
      sourcefile: 'grade.ts',
    },
    outdir: assets,
    entryNames: 'grade',
    plugins: [noCharts, programsOf(lessons)],
  });
  await build({
    ...SHARED,
    entryPoints: {
      practice: join(CLIENT, 'practice-worker.ts'),
      microscope: join(CLIENT, 'microscope-worker.ts'),
      touch: join(CLIENT, 'touch-worker.ts'),
    },
    outdir: assets,
    plugins: [noCharts],
  });
}

/** A script that goes into a page. */
export async function bundleInside(name: string): Promise<string> {
  const { outputFiles } = await build({
    ...SHARED,
    splitting: false,
    format: 'iife',
    write: false,
    entryPoints: [join(CLIENT, `${name}.ts`)],
  });
  return outputFiles[0]!.text.trim();
}

/** The worker with the hidden checks: the exercises of a lesson are a chunk of their own. */
function gradeEntry(lessons: readonly Lesson[]): string {
  const each = (from: (name: string) => string): string =>
    `{\n${lessons.map(({ name }) => `'${name}': () => import('${from(name)}'),`).join('\n')}\n}`;
  const checks = each((name) => `./lessons/${name}/index`);
  const programs = each((name) => `heaplab:programs/${name}`);
  return `import { serveGrading } from './src/site/client/grade-worker';\nserveGrading(${checks}, ${programs});\n`;
}

/** The programs of a lesson's exercises in Python, by their ids: known mistakes are recognised by running them. */
const programsOf = (lessons: readonly Lesson[]): Plugin => ({
  name: 'programs',
  setup(build) {
    build.onResolve({ filter: /^heaplab:programs\// }, ({ path }) => ({
      path: path.slice(path.lastIndexOf('/') + 1),
      namespace: 'programs',
    }));
    build.onLoad({ filter: /.*/, namespace: 'programs' }, ({ path }) => {
      const { exercises = {} } = lessons.find(({ name }) => name === path) ?? {};
      const sources = Object.values(exercises).flatMap((exercise) =>
        exercise.kind === 'heap' ? [[exercise.id, exercise.sources]] : [],
      );
      const contents = `export const programs = ${JSON.stringify(Object.fromEntries(sources))};`;
      return { contents, loader: 'js' };
    });
  },
});

/** The schemas of progress as code: in the page nothing may be compiled. */
const progressValidator: Plugin = {
  name: 'progress-validator',
  setup(build) {
    build.onResolve({ filter: /^heaplab:progress-validator\/v\d$/ }, ({ path }) => ({
      path: path.slice(path.lastIndexOf('/') + 1),
      namespace: 'progress',
    }));
    build.onLoad({ filter: /.*/, namespace: 'progress' }, ({ path }) => {
      const file = join(PACKAGE_ROOT, 'assets', 'schemas', `progress.${path}.schema.json`);
      const ajv = new Ajv({ code: { source: true, esm: true } });
      const contents = standalone(ajv, ajv.compile(JSON.parse(readFileSync(file, 'utf8'))));
      return { contents, loader: 'js', resolveDir: PACKAGE_ROOT };
    });
  },
};

/** Exercises import all of Heaplab; where no chart is drawn, Vega stays out. */
const noCharts: Plugin = {
  name: 'no-charts',
  setup(build) {
    build.onResolve({ filter: /^(vega|vega-lite)$/ }, ({ path }) => ({
      path,
      namespace: 'empty',
    }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '', loader: 'js' }));
  },
};

/** The service worker with the list of all files of the site; last, when they are all there. */
export async function bundleServiceWorker(site: string): Promise<void> {
  const manifest = filesOf(site)
    .filter((path) => !/service-worker\.js$|\.ipynb$/.test(path))
    .map((path) => ({
      url: relative(site, path).replace(/\\/g, '/'),
      revision: createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16),
    }));
  const { outputFiles } = await build({
    ...SHARED,
    splitting: false,
    format: 'iife',
    write: false,
    entryPoints: [join(CLIENT, 'service-worker.ts')],
    define: { ...SHARED.define, 'self.__WB_MANIFEST': JSON.stringify(manifest) },
  });
  writeFileSync(join(site, 'service-worker.js'), outputFiles[0]!.contents);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesOf(path) : [path];
    });
}
