import {
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
  PyModule_New,
} from '../../objects';
import { PythonSyntaxError } from '../parser/ast';
import type { Frame } from './frame';
import { RuntimeNames } from './runtime-names';
import { rememberSource } from './traceback';

/** Fills a module's dict when it is first imported. */
export type ModuleMaker = (module: number, dict: number) => void;

/**
 * Imports: modules of the simulator, and files (Python/import.c, PathFinder in
 * Lib/importlib/_bootstrap_external.py).
 */
export abstract class RuntimeImports extends RuntimeNames {
  /** Modules that can be imported without a file. */
  readonly makers = new Map<string, ModuleMaker>();
  /** Told of imports. */
  abstract readonly leftovers: { importing(name: string, load: () => void): void };
  /** The folder of the program's file, where the files of its modules are. */
  folder = '';
  private readonly importing = new Set<string>();

  abstract runIn(dict: number, filename: string, source: string, library: boolean): void;
  abstract raiseSyntaxError(error: PythonSyntaxError): never;

  /** The module `name`, borrowed: made when it is first asked for. */
  importModule(name: string): number {
    return this.importIfThere(name) || this.noModule(name);
  }

  /** The same, or 0 where there is none of that name. */
  private importIfThere(name: string): number {
    const known = this.dictGet(this.modules, name);
    if (known !== 0) return known;
    const dot = name.lastIndexOf('.');
    const parent = dot < 0 ? 0 : this.importModule(name.slice(0, dot));
    // A package may have imported its part.
    const meanwhile = parent === 0 ? 0 : this.dictGet(this.modules, name);
    if (meanwhile !== 0) return meanwhile;
    const own = this.makers.get(name);
    const maker = own ?? this.fileModule(name);
    if (!maker) return 0;
    const module = PyModule_New(this.py, name);
    this.dictPut(this.modules, name, module);
    this.importing.add(name);
    try {
      const make = (): void => maker(module, this.moduleDict(module));
      if (own) this.leftovers.importing(name, make);
      else make();
    } catch (error) {
      if (this.dictGet(this.modules, name) !== 0)
        PyDict_DelItem(this.py, this.modules, this.name(name));
      throw error;
    } finally {
      this.importing.delete(name);
    }
    if (parent !== 0)
      PyDict_SetItem(this.py, this.moduleDict(parent), this.name(name.slice(dot + 1)), module);
    return module;
  }

  private noModule(name: string): never {
    const dot = name.lastIndexOf('.');
    const parent = dot < 0 ? 0 : this.dictGet(this.modules, name.slice(0, dot));
    const isModule = parent !== 0 && this.dictGet(this.moduleDict(parent), '__path__') === 0;
    const detail = isModule ? `; '${name.slice(0, dot)}' is not a package` : '';
    return this.importError('ModuleNotFoundError', `No module named '${name}'${detail}`, name);
  }

  private importError(type: string, message: string, name: string, path?: string): never {
    const op = this.newException(type, [this.str(message)]);
    const fields = { name, ...(path !== undefined && { path }) };
    for (const [field, text] of Object.entries(fields))
      this.py.store(op + this.exceptionField(field, 'PyImportErrorObject'), this.str(text));
    return this.throw_(op);
  }

  // ---------------------------------------------------------------- files

  /** Where the files of a package's modules are, or of the others: its `__path__`, or `sys.path`. */
  private foldersOf(parent: string): string[] {
    const module = this.dictGet(this.modules, parent === '' ? 'sys' : parent);
    if (module === 0) return [this.folder];
    const path = this.dictGet(this.moduleDict(module), parent === '' ? 'path' : '__path__');
    const entries = path === 0 ? [] : this.itemsOf(path);
    return entries.filter((each) => this.isStr(each)).map((each) => this.text(each));
  }

  /** What makes the module of a file: `name.py`, or `name/__init__.py` of a package. */
  private fileModule(name: string): ModuleMaker | undefined {
    const dot = name.lastIndexOf('.');
    const parent = name.slice(0, Math.max(dot, 0));
    for (const folder of this.foldersOf(parent)) {
      const base = `${folder === '' ? '' : `${folder}/`}${name.slice(dot + 1)}`;
      for (const path of [`${base}/__init__.py`, `${base}.py`]) {
        const source = this.host.readFile(path);
        if (source === undefined) continue;
        const isPackage = path.endsWith('/__init__.py');
        return (_module, dict) => {
          this.dictPut(dict, '__file__', this.str(path));
          this.dictPut(dict, '__package__', this.str(isPackage ? name : parent));
          if (isPackage) this.dictPut(dict, '__path__', this.list([this.str(base)]));
          this.runFile(dict, path, source);
        };
      }
    }
    return undefined;
  }

  private runFile(dict: number, path: string, source: string): void {
    rememberSource(path, source);
    try {
      this.runIn(dict, path, source, false);
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      this.raiseSyntaxError(error);
    }
  }

  /** A str in a dict. */
  private textIn(dict: number, name: string): string | undefined {
    const word = this.dictGet(dict, name);
    return word !== 0 && this.isStr(word) ? this.text(word) : undefined;
  }

  // ---------------------------------------------------------------- statements

  /** The whole name of a module, of which an import may name a part: `.`, `.sibling`, `..cousin`. */
  private absoluteName(frame: Frame, name: string): string {
    const level = /^\.*/.exec(name)![0].length;
    if (level === 0) return name;
    const parts = (this.textIn(frame.globals, '__package__') ?? '').split('.').filter(Boolean);
    if (parts.length === 0)
      this.raise_('ImportError', 'attempted relative import with no known parent package');
    if (level > parts.length)
      this.raise_(
        this.minor <= 8 ? 'ValueError' : 'ImportError',
        'attempted relative import beyond top-level package',
      );
    const around = parts.slice(0, parts.length - level + 1).join('.');
    return name.length === level ? around : `${around}.${name.slice(level)}`;
  }

  /** `import name` gives the first part, `import name as x` the last. */
  importName(name: string, last: boolean): number {
    const module = this.importModule(name);
    return this.I(last ? module : this.importModule(name.split('.')[0]!));
  }

  importFrom(frame: Frame, from: string, attribute: string): number {
    const name = this.absoluteName(frame, from);
    const module = this.importModule(name);
    const found = this.getOptional(module, this.name(attribute));
    if (found !== 0) return found;
    const part = this.importIfThere(`${name}.${attribute}`);
    if (part !== 0) return this.I(part);
    const path = this.textIn(this.moduleDict(module), '__file__');
    const which = this.importing.has(name)
      ? `partially initialized module '${name}' (most likely due to a circular import)`
      : `'${name}'`;
    const where = path ?? 'unknown location';
    const message = `cannot import name '${attribute}' from ${which} (${where})`;
    return this.importError('ImportError', message, name, path);
  }

  importStar(frame: Frame, from: string): void {
    const { py } = this;
    const dict = this.moduleDict(this.importModule(this.absoluteName(frame, from)));
    const all = this.dictGet(dict, '__all__');
    const names =
      all !== 0
        ? this.itemsOf(all)
        : PyDict_Items(py, dict).filter(
            (word, i) => i % 2 === 0 && !this.text(word).startsWith('_'),
          );
    for (const each of names) {
      const value = PyDict_GetItem(py, dict, each);
      if (value !== 0) PyDict_SetItem(py, frame.locals, each, value);
    }
  }
}
