import { asText } from './errors';
import type { Runtime } from './runtime';
import { dictGet } from './values';

/*
 * Module objects (Objects/moduleobject.c).
 */

/** Where the files of the standard library would be. */
const LIBRARY = '/usr/lib/python';

/** Whether `sys.modules` holds a module; programs make others. */
export function isBuiltIn(rt: Runtime, module: number): boolean {
  const name = moduleName(rt, module);
  const known = rt.makers.has(name) || name === '__main__' || name === 'builtins';
  return known && dictGet(rt, rt.modules, name) === module;
}

export function moduleName(rt: Runtime, module: number): string {
  const name = dictGet(rt, moduleDict(rt, module), '__name__');
  return name === 0 ? '?' : asText(rt, name);
}

export function moduleDict(rt: Runtime, module: number): number {
  return rt.py.load(module + (rt.py.structs.offset('PyModuleObject', 'md_dict') >> 2));
}

export function libraryFile(rt: Runtime, name: string): string {
  return `${LIBRARY}${rt.py.version.name}/${name}`;
}
