import type { Displays } from '../os/run';
import type { Module } from '../parser/ast';
import { LineTable } from '../parser/ast';
import { FunctionEmitter } from './emit-functions';
import { type CompileHost, newCode, type Unit } from './emitter';
import { showsFrames } from './shows-frames';
import { SymbolTable } from './symtable';

/**
 * Compiles a program to JavaScript. The first of its codes is the program's own.
 * @param displays which statements' values are shown
 * @throws PythonSyntaxError also for what the simulator does not support
 */
export function compile(module: Module, host: CompileHost, displays: Displays = 'none'): Unit {
  const symbols = new SymbolTable(module, host.inlinesComprehensions, host.lazyAnnotations);
  const unit: Unit = {
    codes: [],
    made: new Map(),
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
  new FunctionEmitter(unit, symbols.top, code, null).module(module.body, displays);
  return unit;
}
