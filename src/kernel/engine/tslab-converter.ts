import type { Converter } from 'tslab/dist/converter';
import type { CodeMetadata } from 'tslab/dist/metadata';
import { type CellConverter, textOfBase64 } from './cell-converter';
import { guardLoops, hasTopLevelAwait } from './loop-guard';
import { expandShorthand } from './shorthand';

import ts = require('@tslab/typescript-for-tslab');

/*
 * tslab's converter, with what it leaves out. It offers no hooks, but it reaches its TypeScript
 * through one module; so whoever hosts it puts an object in that module's place, before the converter
 * is loaded, in which a few functions are wrapped (`PatchedTypeScript`):
 *
 * - createWatchCompilerHost gets further compiler options: where `heaplab` and the types of the
 *   surroundings are found, and that source maps are made. Its host looks modules up by itself (see
 *   `lookUpModules`);
 * - transpileModule (the converter's second step) also gives its source map, and loops get a
 *   guard that can stop them.
 */

const INLINE_MAP =
  /\n\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*$/;
const MAP_COMMENT = /\n\/\/# sourceMappingURL=.*\s*$/;
/** The converter's declarations of what earlier cells defined. */
const EARLIER = '__prev__.d.ts';

type WatchHost = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

export interface TypeScriptOptions {
  /** Compiler options beyond tslab's own. */
  readonly compiler: ts.CompilerOptions;
  /** Declaration files that are parsed already, by their absolute paths. */
  readonly sources?: ReadonlyMap<string, ts.SourceFile>;
}

/** The TypeScript that tslab's converter is to use. */
export class PatchedTypeScript {
  /** What the module that tslab loads has to export. */
  readonly exports: typeof ts;
  /** The program of the last conversion. */
  program: ts.Program | undefined;
  /** From the JavaScript of the last conversion to the converter's first output, and from there back. */
  maps: readonly string[] = [];
  /**
   * Whether the JavaScript of the last conversion waits at its top level. tslab asks the checker, which
   * says nothing of `await (f)()`, `await [a]` and others that are an `await` only because a cell is a module.
   */
  awaits = false;

  constructor(
    private readonly original: typeof ts,
    private readonly options: TypeScriptOptions,
  ) {
    const { createWatchCompilerHost } = original;
    const host = (files: string[], given: ts.CompilerOptions, ...rest: unknown[]): WatchHost => {
      const made = (createWatchCompilerHost as unknown as (...args: unknown[]) => WatchHost)(
        files,
        {
          ...given,
          ...options.compiler,
          inlineSourceMap: true,
          lib: [...(given.lib ?? []), 'lib.es2023.d.ts'],
        },
        ...rest,
      );
      return Object.assign(made, lookUpModules(original, made), this.programs(made));
    };
    this.exports = Object.assign(Object.create(null), original, {
      // Or each importer copies the whole of it.
      __esModule: true,
      createWatchCompilerHost: host,
      transpileModule: this.transpile.bind(this),
    });
  }

  private transpile(input: string, options: ts.TranspileOptions): ts.TranspileOutput {
    const first = INLINE_MAP.exec(input)?.[1];
    const output = this.original.transpileModule(input.replace(INLINE_MAP, '\n'), {
      ...options,
      compilerOptions: { ...options.compilerOptions, sourceMap: true },
      transformers: { after: [this.look, guardLoops()] },
    });
    this.maps = first && output.sourceMapText ? [output.sourceMapText, textOfBase64(first)] : [];
    return { ...output, outputText: output.outputText.replace(MAP_COMMENT, '\n') };
  }

  private readonly look: ts.TransformerFactory<ts.SourceFile> = () => (file) => {
    this.awaits = hasTopLevelAwait(file);
    return file;
  };

  /** Takes the files that are parsed already, and remembers the last program. */
  private programs({ createProgram }: WatchHost): Pick<WatchHost, 'createProgram'> {
    const patched = new WeakSet<ts.CompilerHost>();
    const { sources } = this.options;
    return {
      createProgram: (roots, options, host, ...rest) => {
        if (sources && host && !patched.has(host)) {
          const { getSourceFile, getSourceFileByPath } = host;
          host.getSourceFile = (file, ...more) => sources.get(file) ?? getSourceFile(file, ...more);
          if (getSourceFileByPath)
            host.getSourceFileByPath = (file, ...more) =>
              sources.get(file) ?? getSourceFileByPath(file, ...more);
          patched.add(host);
        }
        const builder = createProgram(roots, options, host, ...rest);
        this.program = builder.getProgram();
        return withShorthand(builder);
      },
    };
  }
}

/** Converters emit through the builder: here their transformers get one more, before their own. */
function withShorthand(builder: ts.BuilderProgram): ts.BuilderProgram {
  const { emit } = builder;
  builder.emit = (file, write, token, only, transformers) => {
    const earlier = builder.getSourceFiles().find(({ fileName }) => fileName.endsWith(EARLIER))!;
    const checker = builder.getProgram().getTypeChecker();
    const after = [expandShorthand(checker, earlier), ...(transformers?.after ?? [])];
    return emit(file, write, token, only, { ...transformers, after });
  };
  return builder;
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

/** tslab's modules, loaded with a patched TypeScript. */
export interface Tslab {
  createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter;
  getCodeMetadata(code: string): CodeMetadata;
}

/** tslab's converter for Node; converting a cell also gives its source maps. */
export function tslabConverter(typescript: PatchedTypeScript, tslab: Tslab): CellConverter {
  const create = (): Converter => tslab.createConverter({ isJS: false, isBrowser: false });
  const modules = new Map<string, Parameters<Converter['addModule']>>();
  let converter = create();
  return {
    metadata: tslab.getCodeMetadata,
    classify,
    convert(previous, code) {
      typescript.maps = [];
      typescript.awaits = false;
      try {
        const cell = converter.convert(previous, code);
        return { ...cell, hasToplevelAwait: typescript.awaits, maps: typescript.maps };
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
