import { smapsRollup } from '../../memory';
import { PERMANENT, PyDict_Items } from '../../objects';
import { type Host, PythonError, PythonProcess } from '../../python';
import { dataOf, objectOf } from '../../python/plain-data';
import { asText } from '../../python/runtime/errors';
import { dictGet, dictPut } from '../../python/runtime/values';
import { Unreachable } from '../../recording/unreachable';
import { versionOf } from '../../versions';
import { LiveBytes } from './live-bytes';
import type { Ending, Sample, TrialRequest, TrialRun } from './trial';

/*
 * Runs a learner's program on a fresh simulated process, does to it what a trial says, and measures. All measures are
 * read from outside of the program, after its code has run: it can replace what it likes of Python's own.
 */

/** Bytes that a process may map beside the interpreter's own. */
export const MOST_MEMORY = 128 * 2 ** 20;
/** Bytes of the address space: room for that and for what the interpreter has. */
const WINDOW = 2 * MOST_MEMORY;
/** How often a program may be asked whether it should stop: each time some 50,000 turns of loops have passed. */
const MOST_TURNS = 200;
/** Processes that one trial may start, where it may start any. */
const MOST_CHILDREN = 8;

/** What Python itself writes into a module, and the last value at a prompt. */
const OWN_NAMES = new Set(['__file__', '__cached__', '__annotations__', '_']);

/** The file name of the learner's program in tracebacks. */
export const OWN_FILE = '<your cell>';
const MODULE = 'checks';
/** As a program, so that a forked process, which runs all again, does it too. */
const COLLECTOR_OFF = 'from gc import disable\ndisable()\ndel disable\n';

/** Ends a run from inside of it. It is no exception of Python's: no handler catches it. */
class Ended extends Error {
  constructor(
    readonly why: Ending['why'],
    readonly what: string,
    readonly text = '',
  ) {
    super(text || `${why}: ${what}`);
  }
}

/** Runs a trial. @param stopped whether somebody wants it to end, who is asked now and then */
export function runTrial(request: TrialRequest, stopped: () => boolean = () => false): TrialRun {
  return new TrialProcess(request, stopped).run();
}

class TrialProcess {
  private readonly py: PythonProcess;
  private readonly live: LiveBytes;
  private readonly unreachable: Unreachable;
  private readonly samples: Sample[] = [];
  private readonly values: unknown[] = [];
  /** Where the interpreter's own objects, which are in no block, ended at the start. */
  private readonly staticStart: number;
  private turns = 0;
  private children = 0;
  /** Bytes that forked processes wrote to since the last mark. */
  private dirtied = 0;
  /** The step under way; -1 is the learner's program, and -2 what comes before it. */
  private at = -2;
  /** What no program may replace: entries of dicts, by the dict. */
  private readonly kept = new Map<number, ReadonlyMap<number, readonly number[]>>();

  constructor(
    private readonly request: TrialRequest,
    stopped: () => boolean,
  ) {
    const host: Host = {
      write: () => {},
      readLine: () => '',
      time: () => 0,
      perfCounter: () => 0,
      random: () => 0.5,
      readFile: (path) => request.files?.[path],
      interrupted: () => {
        if (++this.turns > MOST_TURNS || stopped()) throw new Ended('endless', '');
        return false;
      },
    };
    this.py = new PythonProcess(
      versionOf(request.version),
      { limit: MOST_MEMORY, size: WINDOW },
      host,
    );
    this.live = new LiveBytes(this.py.interpreter);
    this.staticStart = this.py.runtime.staticEnd;
    this.unreachable = new Unreachable(this.py.interpreter);
    this.py.onUse = (use) => {
      if (this.at < -1) return;
      if (use === 'child' && ++this.children > MOST_CHILDREN) throw new Ended('use', use);
      // Named tuples and dataclasses are made by code of the library, when the program defines its classes.
      if (use === 'code' && this.at === -1) return;
      if (!request.allows?.includes(use)) throw new Ended('use', use);
    };
    this.py.onChild = (child) => {
      this.dirtied += smapsRollup(child.memory).privateDirty;
    };
  }

  run(): TrialRun {
    let ending: Ending | undefined;
    try {
      this.steps();
    } catch (error) {
      ending = this.endingOf(error);
    } finally {
      this.live.stop();
      this.py.exit();
    }
    const { samples, values } = this;
    return ending ? { samples, values, ending } : { samples, values };
  }

  private endingOf(error: unknown): Ending {
    const step = Math.max(this.at, -1);
    if (error instanceof Ended) return { step, why: error.why, what: error.what, text: error.text };
    if (!(error instanceof PythonError)) throw error;
    return { step, why: 'error', what: this.builtInName(error.name), text: error.text };
  }

  /** The name of an exception that Python has; a program's own could carry an input out. */
  private builtInName(name: string): string {
    const { runtime } = this.py;
    const words = [...runtime.builtins.keys()].map((word) => asText(runtime, word));
    return /(Error|Exception|Interrupt|Exit|Iteration)$/.test(name) && words.includes(name)
      ? name
      : 'an exception of its own';
  }

  private steps(): void {
    const { before, names, source, steps } = this.request;
    this.exec(COLLECTOR_OFF, MODULE);
    this.exec(before ?? '', MODULE);
    this.at = -1;
    this.keep(this.py.namespace({ module: MODULE }));
    this.keep(this.py.runtime.builtinNames);
    this.exec(source);
    const main = this.py.namespace();
    for (const name of names)
      if (dictGet(this.py.runtime, main, name) === 0) throw new Ended('missing', name);
    for (const step of steps) {
      this.at++;
      this.compare();
      if ('python' in step) this.exec(step.python, MODULE);
      else if ('give' in step) this.give(step.give, step.value);
      else if ('mark' in step) this.mark(step.mark, step.count ?? []);
      else this.values.push(this.read(step.read));
    }
    this.compare();
  }

  private exec(source: string, module?: string): void {
    const inModule = module !== undefined;
    const takes = inModule && this.at >= 0 ? this.request.names : [];
    const filename = inModule ? '<checks>' : OWN_FILE;
    const options = { filename, quiet: true, takes, ...(inModule && { module }) };
    const { error, exits } = this.py.exec(source, options);
    if (error !== undefined) throw new PythonError(error);
    if (exits) throw new Ended('error', 'SystemExit', 'SystemExit\n');
  }

  private give(name: string, value: Parameters<typeof objectOf>[1]): void {
    const { runtime } = this.py;
    dictPut(runtime, this.py.namespace({ module: MODULE }), name, objectOf(runtime, value));
  }

  private read(name: string): unknown {
    const { runtime } = this.py;
    const op = dictGet(runtime, this.py.namespace({ module: MODULE }), name);
    if (op === 0) throw new Ended('missing', name);
    return dataOf(runtime, op);
  }

  private mark(mark: string, count: readonly string[]): void {
    const { py } = this;
    const { runtime, interpreter } = py;
    const names = py.namespace({ module: MODULE });
    const references = count.map((name): [string, number | null] => {
      const op = dictGet(runtime, names, name);
      return [name, op === 0 ? null : interpreter.refcnt(op)];
    });
    const frozen = py.collector.getObjects(PERMANENT);
    const tracked = [...py.collector.getObjects(), ...frozen];
    this.samples.push({
      mark,
      bytes: this.live.inUse() + (runtime.staticEnd - this.staticStart) * 4,
      peak: this.live.takePeak(),
      rss: py.status().VmRSS,
      blocks: py.sys.getallocatedblocks(),
      arenas: py.stats().arenasCurrent,
      tracked: tracked.length,
      garbage: this.unreachable.find(tracked).size,
      collections: py.gc.get_stats().reduce((sum, { collections }) => sum + collections, 0),
      dirtied: this.dirtied,
      references: Object.fromEntries(references),
    });
    this.dirtied = 0;
  }

  // ---------------------------------------------------------------- what no program may replace

  /** Keeps in mind what a dict holds, and of functions what they do. */
  private keep(dict: number): void {
    this.kept.set(dict, this.entries(dict));
  }

  private entries(dict: number): Map<number, readonly number[]> {
    const items = PyDict_Items(this.py.interpreter, dict);
    return new Map(
      items.flatMap((key, i) => {
        const value = items[i + 1]!;
        return i % 2 === 0 ? [[key, [value, ...this.partsOf(value)]] as const] : [];
      }),
    );
  }

  /** What makes a Python function what it is. */
  private partsOf(op: number): number[] {
    const { runtime, interpreter } = this.py;
    if (interpreter.typeOf(op) !== runtime.functionType) return [];
    const { funcCode, funcGlobals, funcClosure, funcDefaults, funcKwdefaults } = runtime;
    return [funcCode, funcGlobals, funcClosure, funcDefaults, funcKwdefaults].map((field) =>
      interpreter.load(op + field),
    );
  }

  private compare(): void {
    const { runtime, interpreter } = this.py;
    for (const [dict, before] of this.kept) {
      const items = PyDict_Items(interpreter, dict);
      const now = new Map<number, number>();
      for (let i = 0; i < items.length; i += 2) now.set(items[i]!, items[i + 1]!);
      for (const [key, [value, ...parts]] of before) {
        const same =
          now.get(key) === value &&
          (parts.length === 0 || this.partsOf(value!).every((part, i) => part === parts[i]));
        if (same) continue;
        const name = asText(runtime, key);
        if (!OWN_NAMES.has(name)) throw new Ended('replaced', name);
      }
    }
  }
}
