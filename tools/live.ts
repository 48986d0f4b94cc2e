import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';

import ts = require('@tslab/typescript-for-tslab');

/*
 * Makes the bundles of the live lab in dist/live, and those that grading runs behind its wall in
 * dist/walled, from the sources and from the declaration files that
 * tsc has written to dist/src: node -r ts-node/register/transpile-only tools/live.ts
 */

const ROOT = dirname(__dirname);
const LIVE = join(ROOT, 'src', 'live');
const OUT = join(ROOT, 'dist', 'live');
const ENTRY = join(ROOT, 'dist', 'src', 'index.d.ts');
const TYPESCRIPT = '@tslab/typescript-for-tslab';
const TYPESCRIPT_FOLDER = dirname(require.resolve(TYPESCRIPT));

/** The declaration files that `import … from 'heaplab'` reaches, by their paths in memory. */
function declarations(): Record<string, string> {
  const program = ts.createProgram([ENTRY], {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.es2023.d.ts'],
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: [],
  });
  const packed: Record<string, string> = {
    '/typescript/types/live/index.d.ts': readFileSync(
      join(ROOT, 'assets', 'live', 'globals.d.ts'),
      'utf8',
    ),
  };
  for (const { fileName, text } of program.getSourceFiles()) {
    const inDist = relative(join(ROOT, 'dist'), fileName);
    const isLibrary = dirname(fileName) === TYPESCRIPT_FOLDER;
    if (isLibrary && basename(fileName) !== 'typescript.d.ts') {
      packed[`/typescript/${basename(fileName)}`] = text;
    } else if (!inDist.startsWith('..')) {
      packed[`/heaplab/${inDist}`] = text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    } else if (!isLibrary) {
      packed[`/heaplab/${relative(ROOT, fileName)}`] = text;
    }
  }
  return packed;
}

/** Gives tslab the patched TypeScript, and everybody nothing of Node but paths. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup({ onLoad, onResolve }) {
    const builtins = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);
    onResolve({ filter: builtins }, ({ path }) =>
      path === 'path' ? { path: require.resolve('path-browserify') } : { path, namespace: 'empty' },
    );
    onResolve({ filter: /^source-map-support$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
    onResolve({ filter: /^@tslab\/typescript-for-tslab$/ }, ({ path, importer }) =>
      /[\\/]tslab[\\/]dist[\\/]/.test(importer) ? { path, namespace: 'patched' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'patched' }, () => ({
      contents: `module.exports = require('./patched-typescript').patched.exports;`,
      resolveDir: LIVE,
    }));
    onResolve({ filter: /^heaplab:declarations$/ }, ({ path }) => ({ path, namespace: 'packed' }));
    onLoad({ filter: /.*/, namespace: 'packed' }, () => ({
      contents: JSON.stringify(declarations()),
      loader: 'text',
    }));
  },
};

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  target: 'es2022',
  outdir: OUT,
  // Libraries ask for them; nothing lies there.
  define: { __dirname: '"/typescript"', __filename: '"/typescript/typescript.js"' },
  inject: [join(LIVE, 'process.ts')],
  plugins: [withoutNode],
  metafile: true,
  logLevel: 'warning',
};

/** The programs behind the grader's wall, one file each: nothing else can be read there. */
const WALLED = join(ROOT, 'src', 'grading', 'wall', 'inside');
const WALLED_OPTIONS: BuildOptions = { format: 'iife', outdir: join(ROOT, 'dist', 'walled') };

async function main(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  const results = await Promise.all([
    build({ ...OPTIONS, entryPoints: [join(LIVE, 'typescript.ts')] }),
    build({ ...OPTIONS, ...WALLED_OPTIONS, entryPoints: [join(WALLED, 'conversion.ts')] }),
    build({
      ...OPTIONS,
      ...WALLED_OPTIONS,
      entryPoints: [join(WALLED, 'cells.ts')],
      // Nobody looks at charts there.
      external: ['vega', 'vega-lite'],
      define: { 'process.env': '{}' },
      inject: [],
    }),
  ]);
  for (const name of ['cells', 'conversion']) {
    const start = `import program from './${name}.js' with { type: 'text' };\n(0, eval)(program);\n`;
    writeFileSync(join(ROOT, 'dist', 'walled', `${name}.deno.js`), start);
  }
  writeFileSync(join(OUT, 'package.json'), '{ "type": "module" }\n');
  for (const file of results.flatMap(({ metafile }) => Object.keys(metafile!.outputs))) {
    const bytes = gzipSync(readFileSync(file)).length;
    console.log(`${relative(ROOT, file)}  ${Math.round(bytes / 1024)} KB gzipped`);
  }
}

void main();
