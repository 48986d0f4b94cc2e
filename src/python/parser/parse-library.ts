import type { Module } from './ast';
import { parse } from './parser';

const parsedLibrary = new Map<string, Module>();

/** Parses a module of the library, once for all processes that import it: a tree is never changed. */
export function parseLibrary(source: string, filename: string): Module {
  const module = parsedLibrary.get(source) ?? parse(source, filename);
  parsedLibrary.set(source, module);
  return { ...module, filename };
}
