import { PyModule_New } from '../objects/field-objects';
import { Process, type ProcessOptions } from '../process/process';
import type { Version } from '../versions/types';
import { beginProgram, runModule } from './ceval/ceval';
import { compileSource, forgetTree } from './ceval/compile-source';
import { explainException } from './ceval/explain';
import { importModule } from './ceval/import';
import { explainSyntax, rememberSource } from './ceval/traceback';
import { callExceptHook } from './ceval/unraisable';
import { globalsOf, type PyObjectView } from './globals';
import { finalizeModules, newRuntime } from './lifecycle';
import { asNumber } from './objects/index-numbers';
import { strOf } from './objects/repr';
import { Clock } from './os/clock';
import { defaultHost, type Host } from './os/host';
import { type ProcessEntry, ProcessGroup, type Use } from './os/process-group';
import { ReplayLog, replayedHost } from './os/replay-log';
import type { ExecOptions, Run } from './os/run';
import { System } from './os/system-calls';
import { PythonSyntaxError } from './parser/ast';
import { exceptionValue, isException, toPython } from './runtime/errors';
import { moduleDict } from './runtime/modules';
import { newNone, newRef } from './runtime/refs';
import type { Runtime } from './runtime/runtime';
import { flushStdout } from './runtime/stdout';
import { ProcessExit } from './runtime/thrown';
import { isInt } from './runtime/type-checks';
import { dictGet, dictPut, newStr } from './runtime/values';

/** What came of a run. */
export interface ExecResult {
  /** 0, what `sys.exit` was given, or 1 after an exception. */
  readonly status: number;
  /** The text of an uncaught exception, which also went to the standard error. */
  readonly error?: string;
  /** Whether the program asked to exit. */
  readonly exits?: boolean;
}

/** What `waitpid` gives of a process that was aborted. */
const SIGABRT = 6;

/** A program that was run again took another way. */
class Diverged extends Error {
  constructor(pid: number) {
    super(
      `the forked process ${pid} could not be rebuilt by running its program again: was the process also changed from TypeScript? py.fork() copies it as it is`,
    );
  }
}

/** A simulated process that runs Python. */
export class PythonProcess extends Process {
  private python: Runtime | undefined;
  /** Where the program's output goes, and its input comes from. */
  readonly host: Host;
  private readonly group: ProcessGroup;
  private readonly system: System;
  private readonly isFirst: boolean;
  private readonly runs: Run[] = [];
  /** Modules beside `__main__` that programs were run in, by name. */
  private readonly others = new Map<string, number>();
  /** Called with each forked process when its program is over, before what it holds is let go. @internal */
  onChild: ((child: PythonProcess) => void) | undefined;

  /** `boot` makes one. @param child the place in a group of processes that the new one takes @internal */
  constructor(
    version: Version,
    private readonly options: ProcessOptions = {},
    private readonly outside: Host = defaultHost(),
    child?: { readonly group: ProcessGroup; readonly member: ProcessEntry },
  ) {
    super(version, options);
    this.group = child?.group ?? new ProcessGroup((member) => this.runMember(member));
    const member = child?.member ?? this.group.root;
    this.isFirst = child === undefined;
    const log = child ? new ReplayLog(member.answers, () => this.resume(member)) : new ReplayLog();
    this.host = replayedHost(outside, log);
    this.system = new System(this.group, member, log, new Clock(this.host), this.memory, this.runs);
  }

  /** The interpreter, started when it is first needed. @internal */
  get runtime(): Runtime {
    this.python ??= newRuntime(this, this.host, this.system);
    return this.python;
  }

  /** Runs a forked process to its end. @returns its status, as `waitpid` gives it */
  private runMember(member: ProcessEntry): number {
    const { group } = this;
    const child = new PythonProcess(this.version, this.options, this.outside, { group, member });
    let isTold = false;
    const tell = (): void => {
      if (!isTold) this.onChild?.(child);
      isTold = true;
    };
    child.runtime.onExit = tell;
    try {
      let status = 0;
      for (const { source, options } of member.runs) {
        ({ status } = child.exec(source, { ...options, quiet: false }));
      }
      tell();
      child.finish();
      return (status & 255) << 8;
    } catch (error) {
      if (!(error instanceof Diverged)) throw error;
      this.outside.write('stderr', `heaplab: ${error.message}\n`);
      return SIGABRT;
    } finally {
      child.exit();
    }
  }

  /** A forked process has reached the place where it continues. From now on its memory is that of the fork. */
  private resume(member: ProcessEntry): { answer: unknown } | undefined {
    if (!this.memory.takePlaceOf(member.memory!)) throw new Diverged(member.pid);
    member.memory = undefined;
    return member.isNew ? { answer: { value: 0, now: 0 } } : undefined;
  }

  /**
   * Runs a program in `__main__`. Its variables stay for the next one.
   * @returns the status it would exit with
   */
  exec(source: string, options: ExecOptions = {}): ExecResult {
    const { filename = '<string>', argv = [filename], displays = 'none' } = options;
    const rt = this.runtime;
    this.runs.push({ source, options });
    beginProgram(rt);
    rt.argv = argv;
    rt.folder = options.folder ?? filename.slice(0, Math.max(filename.lastIndexOf('/'), 0));
    rememberSource(rt, filename, source);
    const globals = this.namespace(options);
    if (options.filename !== undefined) {
      dictPut(rt, globals, '__file__', newStr(rt, filename));
      if (rt.behaviour.setsCached) dictPut(rt, globals, '__cached__', newNone(rt));
    }
    try {
      const code = compileSource(rt, source, filename, displays);
      try {
        rt.py.decref(runModule(rt, code, globals));
      } finally {
        rt.onProgramEnd?.();
        // `run_mod`: the code, then the arena with the syntax tree.
        if (!rt.dead) {
          rt.py.decref(code.word);
          forgetTree(rt, code);
        }
      }
      return { status: 0 };
    } catch (error) {
      return this.failed(error, options.quiet);
    } finally {
      flushStdout(rt);
      if (this.isFirst) this.group.settle();
    }
  }

  /** Is told of what programs use beside their heap, those of forked processes too. @internal */
  set onUse(told: (use: Use) => void) {
    this.group.onUse = told;
  }

  /** The dict of a module that programs run in. @internal */
  namespace({ module, takes = [] }: Pick<ExecOptions, 'module' | 'takes'> = {}): number {
    const rt = this.runtime;
    const main = moduleDict(rt, rt.main);
    if (module === undefined) return main;
    let word = this.others.get(module);
    if (word === undefined) {
      word = PyModule_New(rt.py, module);
      this.others.set(module, word);
      const place = 'python/process.ts: others';
      if (this.others.size === 1) rt.holders.push({ place, words: () => this.others.values() });
      const builtins = newRef(rt, importModule(rt, 'builtins'));
      dictPut(rt, moduleDict(rt, word), '__builtins__', builtins);
    }
    const dict = moduleDict(rt, word);
    for (const name of takes) {
      const taken = dictGet(rt, main, name);
      if (taken !== 0) dictPut(rt, dict, name, newRef(rt, taken));
    }
    return dict;
  }

  /** The variables of `__main__`, by name. */
  get globals(): Readonly<Record<string, PyObjectView | undefined>> {
    return globalsOf(this.runtime);
  }

  private failed(error: unknown, quiet = false): ExecResult {
    const rt = this.runtime;
    if (error instanceof ProcessExit) return { status: error.status, exits: true };
    if (error instanceof PythonSyntaxError) {
      const text = explainSyntax(error);
      if (!quiet) this.host.write('stderr', text);
      return { status: 1, error: text };
    }
    const exc = toPython(rt, error);
    rt.frame = null;
    rt.depth = 0;
    rt.handled = null;
    if (isException(rt, exc, 'SystemExit')) {
      const code = exceptionValue(rt, exc.op, 'code', 'PySystemExitObject') || rt.py.none;
      const status = isInt(rt, code) ? asNumber(rt, code) : code === rt.py.none ? 0 : 1;
      if (!isInt(rt, code) && code !== rt.py.none)
        this.host.write('stderr', `${strOf(rt, code)}\n`);
      rt.py.decref(exc.op);
      return { status, exits: true };
    }
    flushStdout(rt);
    const text = explainException(rt, exc);
    if (!quiet && !callExceptHook(rt, exc)) this.host.write('stderr', text);
    rt.py.decref(exc.op);
    return { status: isException(rt, exc, 'KeyboardInterrupt') ? 130 : 1, error: text };
  }

  /** Writes what standard output still holds back. */
  flush(): void {
    flushStdout(this.runtime);
  }

  /** What happens when a program ends: threads, `atexit`, then the variables of `__main__`. */
  finish(): void {
    const rt = this.runtime;
    if (rt.dead) return;
    try {
      for (const each of rt.atExit) each();
      finalizeModules(rt);
    } catch (error) {
      this.failed(error);
    }
    flushStdout(rt);
  }
}
