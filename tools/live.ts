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
const BROWSER = join(LIVE, 'browser');
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

/** The bundles of workers import the large ones beside them. */
const besides: Plugin = {
  name: 'besides',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/(engine|typescript)$/ }, ({ path }) => ({
      path: `./${basename(path)}.js`,
      external: true,
    }));
  },
};

const VEGA = "globalThis[Symbol.for('heaplab.vega')]?.()";

/** Charts get Vega from whoever runs the bundle, when they ask for it. */
const vegaFromHost: Plugin = {
  name: 'vega-from-host',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vega(-lite)?$/ }, ({ path }) => ({ path, namespace: 'vega' }));
    onLoad({ filter: /.*/, namespace: 'vega' }, ({ path }) => ({
      contents: `const vega = ${VEGA};
        if (!vega) throw new Error('this chart needs Vega, which is not here');
        module.exports = vega[${JSON.stringify(path === 'vega' ? 'vega' : 'vegaLite')}];`,
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
  metafile: true,
  logLevel: 'warning',
};

/** Classes keep their names: see `nameClasses`. (`keepNames` slows functions down.) */
const readable: BuildOptions = { minify: false, minifyWhitespace: true, minifySyntax: true };

/** TypeScript, and whatever runs it. */
const withTypeScript: BuildOptions = {
  plugins: [withoutNode],
  inject: [join(LIVE, 'process.ts')],
  // Libraries ask for them; nothing lies there.
  define: { __dirname: '"/typescript"', __filename: '"/typescript/typescript.js"' },
};

/** The programs behind the grader's wall, one file each: nothing else can be read there. */
const WALLED = join(ROOT, 'src', 'grading', 'wall', 'inside');
const WALLED_OUT = join(ROOT, 'dist', 'walled');

const BUNDLES: readonly BuildOptions[] = [
  { entryPoints: [join(LIVE, 'typescript.ts')], ...withTypeScript },
  {
    entryPoints: [join(WALLED, 'conversion.ts')],
    format: 'iife',
    outdir: WALLED_OUT,
    ...withTypeScript,
  },
  {
    entryPoints: [join(WALLED, 'cells.ts'), join(WALLED, 'trials.ts')],
    format: 'iife',
    outdir: WALLED_OUT,
    plugins: [vegaFromHost],
    define: { 'process.env': '{}' },
  },
  {
    entryPoints: [join(LIVE, 'engine.ts')],
    plugins: [vegaFromHost],
    define: { 'process.env': '{}' },
    ...readable,
  },
  {
    entryPoints: [join(BROWSER, 'worker.ts'), join(BROWSER, 'typescript-worker.ts')],
    plugins: [besides],
  },
  { entryPoints: [join(BROWSER, 'client.ts')] },
  {
    stdin: {
      contents: `export * as vega from 'vega'; export * as vegaLite from 'vega-lite';`,
      resolveDir: ROOT,
      sourcefile: 'vega.js',
    },
    platform: 'browser',
    format: 'iife',
    globalName: 'heaplabVega',
    outdir: undefined,
    outfile: join(OUT, 'vega.js'),
  },
];

/**
 * Where a class speaks of itself, esbuild calls it `var A = class _A`. It gets its own name back,
 * which is shown to users.
 */
function nameClasses(file: string): void {
  const text = readFileSync(file, 'utf8');
  const names = [...text.matchAll(/\b(\w+)=class _\1\b/g)].map(([, name]) => name);
  const pairs = names.map((name) => `[${name},"${name}"]`).join();
  const rename = `for(const [type,value] of [${pairs}])Object.defineProperty(type,"name",{value});`;
  writeFileSync(file, `${text}${rename}\n`);
}

async function main(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  for (const bundle of BUNDLES) {
    const { metafile } = await build({ ...OPTIONS, ...bundle });
    for (const file of Object.keys(metafile!.outputs)) {
      const kilobytes = gzipSync(readFileSync(file)).length / 1000;
      console.log(`${relative(ROOT, file)}  ${kilobytes.toFixed(0)} KB gzipped`);
    }
  }
  nameClasses(join(OUT, 'engine.js'));
  for (const name of ['cells', 'conversion', 'trials']) {
    const start = `import program from './${name}.js' with { type: 'text' };\n(0, eval)(program);\n`;
    writeFileSync(join(WALLED_OUT, `${name}.deno.js`), start);
  }
  writeFileSync(join(OUT, 'package.json'), '{ "type": "module" }\n');
}

void main();
