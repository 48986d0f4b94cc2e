import type { Displays } from '../os/run';
import type { Module } from '../parser/ast';
import { LineTable } from '../parser/ast';
import type { Code, CodeFunction, ThreadFunction } from './code';
import { FunctionEmitter } from './emit-functions';
import { type CompileHost, newCode, type Unit } from './emitter';
import { type Fragment, join, plain, threaded } from './fragment';
import { showsFrames } from './shows-frames';
import { SymbolTable } from './symtable';

/** A program as a code object to run, and all the codes in it. */
export interface Compiled {
  readonly code: Code;
  readonly codes: readonly Code[];
  readonly symbols: SymbolTable;
  /** The JavaScript of each code. */
  readonly functions: readonly Fragment[];
}

/** Turns JavaScript into functions: binds the runtime and the names that the JavaScript uses. */
export type Linker = (unit: Unit, source: string) => readonly CodeFunction[];

/**
 * Compiles a program to JavaScript.
 * @param displays which statements' values are shown
 * @throws PythonSyntaxError also for what the simulator does not support
 */
export function compile(
  module: Module,
  host: CompileHost,
  link: Linker,
  displays: Displays = 'none',
): Compiled {
  const symbols = new SymbolTable(module, host.inlinesComprehensions, host.lazyAnnotations);
  const unit: Unit = {
    codes: [],
    functions: [],
    sites: [],
    operations: new Set(),
    symbols,
    host,
    lines: new LineTable(module.source),
    filename: module.filename,
    showsFrames: showsFrames(module.body),
  };
  const code = newCode(unit, symbols.top, { start: 0, end: 0 }, null);
  const emitter = new FunctionEmitter(unit, symbols.top, code, null);
  emitter.module(module.body, displays);
  const all = join(unit.functions, '\n');
  const functions = link(unit, plain(all));
  let stopping: readonly CodeFunction[] | undefined;
  for (const [i, each] of unit.codes.entries()) {
    each.run = functions[i]!;
    if (each.isGenerator || each.isCoroutine) continue;
    each.thread = () => {
      stopping ??= link(unit, threaded(all));
      return stopping[i] as unknown as ThreadFunction;
    };
  }
  return { code, codes: unit.codes, symbols, functions: unit.functions };
}
