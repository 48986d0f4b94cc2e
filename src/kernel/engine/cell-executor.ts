import type { SideOutput } from 'tslab/dist/converter';

/** What a cell is run by: Node's `vm` and modules, or what any JavaScript has (live/host.ts). */
export interface ScriptHost {
  /** Evaluates a script in the global scope; whatever can stop a running script reaches it here. */
  evaluate(script: string): unknown;
  /** What `require(name)` gives in a cell, or in a module that lies at a path. */
  load(name: string, from: string | undefined): unknown;
  /** Whether a script threw this because it was stopped. */
  isStop(thrown: unknown): boolean;
}

/** Through this global variable a script gets what belongs to the session. */
const SESSION = '__heaplabSession';

interface CellModule {
  exports: unknown;
}

type CellRequire = (name: string) => unknown;

/**
 * Runs the JavaScript that tslab's converter makes of cells, as tslab's own executor does: the variables
 * of a session are the exports of all its cells, so that any cell can declare a name again.
 */
export class CellExecutor {
  /** The session's variables by name. */
  readonly locals: Record<string, unknown> = {};
  private readonly sources = new Map<string, string>();
  private readonly modules = new Map<string, CellModule>();
  private stopWaiting: (reason: Error) => void = () => {};

  /** @param folder the cells' own: where `./name` of a cell is. */
  constructor(
    private readonly host: ScriptHost,
    private readonly folder: string,
  ) {}

  /** Modules that cells import: JavaScript by path. */
  addModules(outputs: readonly SideOutput[]): void {
    for (const { path, data } of outputs) {
      this.modules.delete(path);
      this.sources.set(path, data);
    }
  }

  /**
   * Runs a cell's JavaScript. Rejects with what the cell throws, or with the reason of a stop.
   * @param before empty lines to put before it
   */
  async run(script: string, hasAwait: boolean, before = 0): Promise<void> {
    const prefix = `${'\n'.repeat(before)}${hasAwait ? '(async function' : '(function'}`;
    const ended = this.within(
      `${prefix}(exports, require) { ${script}\n})(${SESSION}.exports, ${SESSION}.require)`,
      { exports: exportsOf(this.locals), require: this.requireFrom(undefined) },
    );
    if (hasAwait) await this.orStopped(ended);
  }

  /** Calls a function where a stop reaches it. */
  call<T>(call: () => T): T {
    return this.within(`${SESSION}.call()`, { call }) as T;
  }

  private within(script: string, session: object): unknown {
    Object.assign(globalThis, { [SESSION]: session });
    return this.host.evaluate(script);
  }

  private orStopped(ended: unknown): Promise<unknown> {
    const stopped = new Promise((_, reject) => {
      this.stopWaiting = reject;
    });
    return Promise.race([ended, stopped]);
  }

  /** Ends the wait of a cell that is at an `await`. */
  interrupt(reason: Error): void {
    this.stopWaiting(reason);
  }

  private requireFrom(module: string | undefined): CellRequire {
    const folder = module === undefined ? this.folder : module.replace(/\/[^/]*$/, '');
    return (name) => {
      const path = join(folder, name);
      const own = this.module(path) ?? this.module(`${path}.js`);
      return own ? own.exports : this.host.load(name, module);
    };
  }

  private module(path: string): CellModule | undefined {
    const loaded = this.modules.get(path);
    const source = this.sources.get(path);
    if (loaded || source === undefined) return loaded;
    const module: CellModule = { exports: {} };
    this.modules.set(path, module);
    const define = this.host.evaluate(
      `(function(exports, require, module) { ${source}\n})\n//# sourceURL=${path}`,
    ) as (exports: unknown, require: CellRequire, module: CellModule) => void;
    define(module.exports, this.requireFrom(path), module);
    return module;
  }
}

/**
 * The session's variables as a cell's `exports`. TypeScript defines what is imported by name as
 * properties with a getter; here they become variables, which a later cell may declare again.
 */
function exportsOf(variables: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(variables, {
    set(_, name, value) {
      variables[name as string] = value;
      return true;
    },
    defineProperty(_, name, { get, value }) {
      if (name !== '__esModule') variables[name as string] = get ? get() : value;
      return true;
    },
  });
}

/** The path of a name beside a folder, with `.` and `..` resolved. */
function join(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${name}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${folder.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
