import { dirname, join } from 'node:path';
import * as ts from '@tslab/typescript-for-tslab';
import type { Converter } from 'tslab/dist/converter';
import type { CodeMetadata } from 'tslab/dist/metadata';
import type { CellConverter } from './cell-converter';
import { guardLoops } from './loop-guard';
import { preloaded, TYPESCRIPT } from './preload';

/*
 * tslab's converter, with what it leaves out. It offers no hooks, but it reaches its TypeScript
 * through one module; so that module is replaced, before the converter is loaded, by one with two
 * functions wrapped:
 *
 * - createWatchCompilerHost gets further compiler options: `heaplab` and Node's types are found
 *   wherever the notebook lies, the library is the one that Node 20 has, and source maps are made.
 *   Its host looks modules up by itself (see `lookUpModules`);
 * - transpileModule (the converter's second step) also gives its source map, and loops that the
 *   vm's SIGINT handling cannot stop get a guard.
 */

const INLINE_MAP =
  /\n\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*$/;
const MAP_COMMENT = /\n\/\/# sourceMappingURL=.*\s*$/;

/** Where `heaplab` and its types are, for cells in any folder. */
export interface HeaplabPackage {
  /** The compiled entry point without its extension. */
  readonly entry: string;
}

/** From the JavaScript of the last conversion to the converter's first output, and from there back. */
let lastMaps: readonly string[] = [];

function patch(heaplab: HeaplabPackage): void {
  const original = require(TYPESCRIPT) as typeof ts;
  const { createWatchCompilerHost, transpileModule } = original;
  const types = dirname(
    dirname(require.resolve('@types/node/package.json', { paths: [tslabFolder()] })),
  );
  const host = (files: string[], options: ts.CompilerOptions, ...rest: unknown[]): WatchHost => {
    const made = (createWatchCompilerHost as unknown as (...args: unknown[]) => WatchHost)(
      files,
      {
        ...options,
        inlineSourceMap: true,
        lib: [...(options.lib ?? []), 'lib.es2023.d.ts'],
        typeRoots: [types],
        types: ['node'],
        paths: { heaplab: [heaplab.entry] },
      },
      ...rest,
    );
    return Object.assign(made, lookUpModules(original, made), programs(made));
  };
  const transpile = (input: string, options: ts.TranspileOptions): ts.TranspileOutput => {
    const first = INLINE_MAP.exec(input)?.[1];
    const output = transpileModule(input, {
      ...options,
      compilerOptions: { ...options.compilerOptions, sourceMap: true },
      transformers: { after: [guardLoops] },
    });
    lastMaps =
      first && output.sourceMapText
        ? [output.sourceMapText, Buffer.from(first, 'base64').toString('utf8')]
        : [];
    return { ...output, outputText: output.outputText.replace(MAP_COMMENT, '\n') };
  };
  require.cache[TYPESCRIPT]!.exports = {
    ...original,
    createWatchCompilerHost: host,
    transpileModule: transpile,
  };
}

type WatchHost = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

let lastProgram: ts.Program | undefined;

/** Takes the files that a start-up snapshot holds from there, and remembers the last program. */
function programs({ createProgram }: WatchHost): Pick<WatchHost, 'createProgram'> {
  const patched = new WeakSet<ts.CompilerHost>();
  return {
    createProgram(roots, options, host, ...rest) {
      if (preloaded && host && !patched.has(host)) {
        const { getSourceFile, getSourceFileByPath } = host;
        const { sources } = preloaded;
        host.getSourceFile = (file, ...more) => sources.get(file) ?? getSourceFile(file, ...more);
        if (getSourceFileByPath)
          host.getSourceFileByPath = (file, ...more) =>
            sources.get(file) ?? getSourceFileByPath(file, ...more);
        patched.add(host);
      }
      const builder = createProgram(roots, options, host, ...rest);
      lastProgram = builder.getProgram();
      return builder;
    },
  };
}

/**
 * Looks modules up anew for what the user writes, and with a cache for everything else. TypeScript's
 * own watching host would watch each folder in which a module could turn up instead: all folders below
 * node_modules, and a file that turns up between two cells is more than tslab's converter can take.
 */
function lookUpModules(
  typescript: typeof ts,
  host: WatchHost,
): Pick<WatchHost, 'resolveModuleNameLiterals' | 'hasInvalidatedResolutions'> {
  const cache = typescript.createModuleResolutionCache(host.getCurrentDirectory(), (name) => name);
  const ofUser = (file: string): boolean =>
    !file.includes('/node_modules/') && !/\.d\.[cm]?ts$/.test(file);
  return {
    hasInvalidatedResolutions: ofUser,
    resolveModuleNameLiterals: (literals, file, redirected, options, sourceFile) =>
      literals.map((literal) =>
        typescript.resolveModuleName(
          literal.text,
          file,
          options,
          host,
          ofUser(file) ? undefined : cache,
          redirected,
          typescript.getModeForUsageLocation(sourceFile, literal),
        ),
      ),
  };
}

function tslabFolder(): string {
  return dirname(require.resolve('tslab/package.json'));
}

/** tslab's converter for Node; converting a cell also gives its source maps. */
export function createCellConverter(heaplab: HeaplabPackage): CellConverter & {
  /** The program of the last conversion. */
  program(): ts.Program | undefined;
} {
  patch(heaplab);
  // Only now: the converter takes its TypeScript functions from the patched module.
  const { createConverter } = require(join(tslabFolder(), 'dist', 'converter.js')) as {
    createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter;
  };
  const { getCodeMetadata } = require(join(tslabFolder(), 'dist', 'metadata.js')) as {
    getCodeMetadata(code: string): CodeMetadata;
  };
  const create = (): Converter => createConverter({ isJS: false, isBrowser: false });
  const modules = new Map<string, Parameters<Converter['addModule']>>();
  let converter = create();
  return {
    program: () => lastProgram,
    metadata: getCodeMetadata,
    classify,
    convert(previous, code) {
      lastMaps = [];
      try {
        return { ...converter.convert(previous, code), maps: lastMaps };
      } catch (error) {
        // TypeScript gave up halfway, on code that is nested too deep, say: tslab's converter stays there.
        converter.close();
        converter = create();
        for (const module of modules.values()) converter.addModule(...module);
        throw error;
      }
    },
    addModule(...module) {
      modules.set(module[0], module);
      return converter.addModule(...module);
    },
    complete: (...place) => converter.complete(...place),
    inspect: (...place) => converter.inspect(...place),
    close: () => converter.close(),
  };
}

function classify(code: string): ReturnType<CellConverter['classify']> {
  const file = ts.createSourceFile(
    'cell.ts',
    code,
    ts.ScriptTarget.Latest,
    false,
    ts.ScriptKind.TS,
  );
  const diagnostics = (file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] })
    .parseDiagnostics;
  if (diagnostics.length === 0) return 'complete';
  // Where the parser wanted more than there is, more may come; anything before that is wrong for good.
  const end = code.trimEnd().length;
  const unfinished = diagnostics.every(
    ({ start, code: number }) =>
      number !== UNTERMINATED_STRING && (start >= end || UNTERMINATED.has(number)),
  );
  return unfinished ? 'incomplete' : 'invalid';
}

/** A string in quotes ends on its line: more lines do not mend it. */
const UNTERMINATED_STRING = 1002;
/** Unterminated template literal, regular expression, and comment: `'*\/' expected`. */
const UNTERMINATED = new Set([1160, 1010]);
