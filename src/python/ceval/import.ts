import {
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
} from '../../objects/dictobject';
import { PyModule_New } from '../../objects/field-objects';
import { importedFrames } from '../objects/frame';
import { lookupAttr } from '../objects/getattr';
import { itemsOf } from '../objects/length';
import { PythonSyntaxError } from '../parser/ast';
import {
  asText,
  exceptionField,
  newException,
  raiseError,
  raiseSyntaxError,
  throwException,
} from '../runtime/errors';
import { Frame } from '../runtime/frame';
import { moduleDict } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import type { ModuleMaker, Runtime } from '../runtime/runtime';
import { isStr } from '../runtime/type-checks';
import { dictGet, dictPut, internName, newList, newStr } from '../runtime/values';
import { runCode } from './ceval';
import { compileSource } from './compile-source';
import { rememberSource } from './traceback';

/*
 * Importing modules (Python/import.c).
 */

/** The module `name`, made at its first import. Borrowed. */
export function importModule(rt: Runtime, name: string): number {
  return importIfThere(rt, name) || noModule(rt, name);
}

/** The same, or 0 where there is none of that name. */
function importIfThere(rt: Runtime, name: string): number {
  const known = dictGet(rt, rt.modules, name);
  if (known === rt.py.none) {
    const message = `import of ${name} halted; None in sys.modules`;
    raiseError(rt, 'ModuleNotFoundError', message);
  }
  if (known !== 0) return known;
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? 0 : importModule(rt, name.slice(0, dot));
  // A package may have imported its part.
  const meanwhile = parent === 0 ? 0 : dictGet(rt, rt.modules, name);
  if (meanwhile !== 0) return meanwhile;
  const own = rt.makers.get(name);
  const maker = own ?? fileModule(rt, name);
  if (!maker) return 0;
  const count = rt.py.gc.count(0);
  let module = 0;
  const make = (): void => {
    module = PyModule_New(rt.py, name);
    dictPut(rt, rt.modules, name, module);
    maker(module, moduleDict(rt, module));
  };
  rt.importing.add(name);
  try {
    if (own) rt.residue.importing(name, count, make);
    else make();
  } catch (error) {
    if (dictGet(rt, rt.modules, name) !== 0)
      PyDict_DelItem(rt.py, rt.modules, internName(rt, name));
    throw error;
  } finally {
    rt.importing.delete(name);
  }
  if (parent !== 0)
    PyDict_SetItem(rt.py, moduleDict(rt, parent), internName(rt, name.slice(dot + 1)), module);
  return module;
}

function noModule(rt: Runtime, name: string): never {
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? 0 : dictGet(rt, rt.modules, name.slice(0, dot));
  const isModule = parent !== 0 && dictGet(rt, moduleDict(rt, parent), '__path__') === 0;
  const detail = isModule ? `; '${name.slice(0, dot)}' is not a package` : '';
  return importError(rt, 'ModuleNotFoundError', `No module named '${name}'${detail}`, name);
}

function importError(
  rt: Runtime,
  type: string,
  message: string,
  name: string,
  path?: string,
): never {
  const op = newException(rt, type, [newStr(rt, message)]);
  const fields = { name, ...(path !== undefined && { path }) };
  for (const [field, text] of Object.entries(fields))
    rt.py.store(op + exceptionField(rt, field, 'PyImportErrorObject'), newStr(rt, text));
  return throwException(rt, op);
}

/** The folders to look in: the `__path__` of a package, or `sys.path`. */
function foldersOf(rt: Runtime, parent: string): string[] {
  const module = dictGet(rt, rt.modules, parent === '' ? 'sys' : parent);
  if (module === 0) return [rt.folder];
  const path = dictGet(rt, moduleDict(rt, module), parent === '' ? 'path' : '__path__');
  const entries = path === 0 ? [] : itemsOf(rt, path);
  return entries.filter((each) => isStr(rt, each)).map((each) => asText(rt, each));
}

/** Finds the file of a module: `name.py`, or `name/__init__.py` for a package. */
function fileModule(rt: Runtime, name: string): ModuleMaker | undefined {
  const dot = name.lastIndexOf('.');
  const parent = name.slice(0, Math.max(dot, 0));
  for (const folder of foldersOf(rt, parent)) {
    const base = `${folder === '' ? '' : `${folder}/`}${name.slice(dot + 1)}`;
    for (const path of [`${base}/__init__.py`, `${base}.py`]) {
      const source = rt.host.readFile(path);
      if (source === undefined) continue;
      const isPackage = path.endsWith('/__init__.py');
      return (_module, dict) => {
        dictPut(rt, dict, '__file__', newStr(rt, path));
        dictPut(rt, dict, '__package__', newStr(rt, isPackage ? name : parent));
        if (isPackage) dictPut(rt, dict, '__path__', newList(rt, [newStr(rt, base)]));
        runFile(rt, dict, path, source);
      };
    }
  }
  return undefined;
}

function runFile(rt: Runtime, dict: number, path: string, source: string): void {
  rememberSource(rt, path, source);
  try {
    runIn(rt, dict, path, source, false);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    raiseSyntaxError(rt, error);
  }
}

/** A str in a dict. */
function textIn(rt: Runtime, dict: number, name: string): string | undefined {
  const word = dictGet(rt, dict, name);
  return word !== 0 && isStr(rt, word) ? asText(rt, word) : undefined;
}

/** The full name of a module that an import names relatively: `.`, `.sibling`, `..cousin`. */
function absoluteName(rt: Runtime, frame: Frame, name: string): string {
  const level = /^\.*/.exec(name)![0].length;
  if (level === 0) return name;
  const parts = (textIn(rt, frame.globals, '__package__') ?? '').split('.').filter(Boolean);
  if (parts.length === 0)
    raiseError(rt, 'ImportError', 'attempted relative import with no known parent package');
  if (level > parts.length)
    raiseError(
      rt,
      rt.behaviour.relativeImportError,
      'attempted relative import beyond top-level package',
    );
  const around = parts.slice(0, parts.length - level + 1).join('.');
  return name.length === level ? around : `${around}.${name.slice(level)}`;
}

/** `import name` gives the first part, `import name as x` the last. */
export function importName(rt: Runtime, name: string, last: boolean): number {
  const module = importModule(rt, name);
  return newRef(rt, last ? module : importModule(rt, name.split('.')[0]!));
}

export function importFrom(rt: Runtime, frame: Frame, from: string, attribute: string): number {
  const name = absoluteName(rt, frame, from);
  const module = importModule(rt, name);
  const found = lookupAttr(rt, module, internName(rt, attribute));
  if (found !== 0) return found;
  const part = importIfThere(rt, `${name}.${attribute}`);
  if (part !== 0) return newRef(rt, part);
  const path = textIn(rt, moduleDict(rt, module), '__file__');
  const which = rt.importing.has(name)
    ? `partially initialized module '${name}' (most likely due to a circular import)`
    : `'${name}'`;
  const where = path ?? 'unknown location';
  const message = `cannot import name '${attribute}' from ${which} (${where})`;
  return importError(rt, 'ImportError', message, name, path);
}

export function importStar(rt: Runtime, frame: Frame, from: string): void {
  const { py } = rt;
  const dict = moduleDict(rt, importModule(rt, absoluteName(rt, frame, from)));
  const all = dictGet(rt, dict, '__all__');
  const names =
    all !== 0
      ? itemsOf(rt, all)
      : PyDict_Items(py, dict).filter(
          (word, i) => i % 2 === 0 && !asText(rt, word).startsWith('_'),
        );
  for (const each of names) {
    const value = PyDict_GetItem(py, dict, each);
    if (value !== 0) PyDict_SetItem(py, frame.locals, each, value);
  }
}

/** Runs a module's source in its dict; one of the library is compiled already. */
export function runIn(
  rt: Runtime,
  dict: number,
  filename: string,
  source: string,
  library: boolean,
): void {
  const { frame, depth } = rt;
  const code = compileSource(rt, source, filename, 'none', library, library);
  if (library) importedFrames(rt);
  const globals = dict;
  const builtins = internName(rt, '__builtins__');
  if (PyDict_GetItem(rt.py, globals, builtins) === 0)
    PyDict_SetItem(rt.py, globals, builtins, importModule(rt, 'builtins'));
  try {
    rt.py.decref(runCode(rt, new Frame(code, 0, globals, globals, frame)));
    rt.frame = frame;
    rt.depth = depth;
  } finally {
    if (!rt.dead) rt.py.decref(code.word);
  }
}
