import type { Module } from './ast';
import { parse } from './parser';

const parsedLibrary = new Map<string, Module>();

/** Parses a module of the library, once for all processes that import it: a tree is never changed. */
export function parseLibrary(source: string, filename: string): Module {
  if (!parsedLibrary.has(source)) parsedLibrary.set(source, parse(source, filename));
  return { ...parsedLibrary.get(source)!, filename };
}
