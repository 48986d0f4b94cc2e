import { boot, deterministicHost, type PythonProcess } from '../../python';
import { PLANTED, type PlantedKnob, plantedProgram } from './planted';

/*
 * A service that holds memory: the reader asks it with tools, and turns one knob.
 */

/** A question to the running process, by the tool that answers it. */
export type DiagnosisTool = 'days' | 'collect' | 'holders' | 'trace' | 'stats';

/** Which service, what is asked, and what is tried. */
export interface DiagnosisInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** Which of the five services, from 0. */
  readonly service: number;
  /** Whatever the order, no tool disturbs another one. */
  readonly asked: readonly DiagnosisTool[];
  /** What is turned, in a process of its own. */
  readonly knob?: PlantedKnob;
}

/** What a tool said. Bytes, where nothing else is said. */
export type DiagnosisReading =
  /** The resident set beyond the start, after each day. */
  | {
      /** Which tool. */
      readonly tool: 'days';
      /** After each day. */
      readonly held: readonly number[];
    }
  /** A full collection. */
  | {
      /** Which tool. */
      readonly tool: 'collect';
      /** Objects that it found. */
      readonly found: number;
      /** What the process gave back. */
      readonly freed: number;
    }
  /** What `gc.get_objects()` has more of than at the start. */
  | {
      /** Which tool. */
      readonly tool: 'holders';
      /** How many objects more of the type that grew most. */
      readonly more: number;
      /** The types on the way from the newest of them to who holds it; empty when no type grew. */
      readonly path: readonly string[];
      /** The service's variable at the end of that way; none when no name leads there. */
      readonly name?: string;
    }
  /** Tracing one more day. */
  | {
      /** Which tool. */
      readonly tool: 'trace';
      /** The line that holds most of what is left. */
      readonly line: string;
      /** What that line holds. */
      readonly bytes: number;
    }
  /** What `sys._debugmallocstats()` says, beyond the start. */
  | {
      /** Which tool. */
      readonly tool: 'stats';
      /** All arenas. */
      readonly arenas: number;
      /** What is in use in them. */
      readonly inUse: number;
      /** What is resident beside them. */
      readonly beside: number;
    };

/** What the process holds, and what was found out. */
export interface DiagnosisState {
  /** The resident set beyond the start, after all days: bytes. */
  readonly held: number;
  /** What the tools said, in order. */
  readonly readings: readonly DiagnosisReading[];
  /** What the process holds with the knob turned: bytes. */
  readonly tried?: number;
}

/** How many days a service has run when it is looked at. */
export const DAYS = 4;

/** The order in which they are asked: tracing comes last, for its records take memory. */
const ORDER: readonly DiagnosisTool[] = ['days', 'stats', 'holders', 'collect', 'trace'];

/** Plain containers and code belong to something else, which says more. */
const PREPARE = `import gc, tracemalloc
from collections import Counter
def kinds():
    plain = (tuple, dict, list, set, type(kinds), type(lambda: 0))
    return Counter(type(each) for each in gc.get_objects() if type(each) not in plain)
def way_from(each):
    known, path = [each], []
    while len(path) < 6:
        path.append(type(each).__name__)
        for name, value in list(globals().items()):
            if value is each:
                return path, name
        found = [holder for holder in gc.get_referrers(each)
                 if holder is not known and holder is not globals()
                 and type(holder).__name__ != 'frame'
                 and not any(holder is other for other in known)]
        if not found:
            break
        each = found[0]
        del found
        known.append(each)
    return path, ''
gc.collect()
at_start = kinds()`;

const ASK_HOLDERS = `def ask():
    more = kinds() - at_start
    kind = max(more, key=lambda kind: (more[kind], kind.__module__ == '__main__'), default=None)
    if kind is None or more[kind] < 10:
        return 0, [], ''
    for each in gc.get_objects():
        if type(each) is kind:
            newest = each
    del each
    return (more[kind],) + way_from(newest)
many, path, name = ask()
path = ','.join(path)`;

const ASK_TRACE = `tracemalloc.start()
serve()
top = tracemalloc.take_snapshot().statistics('lineno')[0]
tracemalloc.stop()
line, bytes_of_line = top.traceback[0].lineno, top.size`;

interface Run {
  readonly process: PythonProcess;
  readonly program: string;
  /** Resident beyond the start. */
  readonly held: () => number;
  readonly arenas: () => { readonly arenas: number; readonly inUse: number };
  readonly days: readonly number[];
}

function exec(process: PythonProcess, source: string): void {
  const { error } = process.exec(source);
  if (error) throw new Error(error);
}

/** Runs a service for its days. */
function run(python: string, service: number, knob?: PlantedKnob): Run {
  const name = PLANTED[service];
  if (name === undefined) throw new RangeError(`there is no service ${service}`);
  const process = boot(python, { host: deterministicHost() });
  const program = plantedProgram(name, knob);
  exec(process, program);
  exec(process, PREPARE);
  const start = process.status().VmRSS;
  const inArenas = (): { arenas: number; inUse: number } => {
    const { arenasCurrent, allocatedBytes } = process.stats();
    return {
      arenas: arenasCurrent * process.version.pymalloc.arenaSize,
      inUse: allocatedBytes,
    };
  };
  const first = inArenas();
  const days: number[] = [];
  for (let day = 0; day < DAYS; day++) {
    exec(process, 'serve()');
    days.push(process.status().VmRSS - start);
  }
  const held = (): number => process.status().VmRSS - start;
  const arenas = (): { arenas: number; inUse: number } => {
    const now = inArenas();
    return { arenas: now.arenas - first.arenas, inUse: now.inUse - first.inUse };
  };
  return { process, program, held, arenas, days };
}

function ask(tool: DiagnosisTool, { process, program, held, arenas, days }: Run): DiagnosisReading {
  const value = (name: string) => process.globals[name]!.value;
  const before = held();
  switch (tool) {
    case 'days':
      return { tool, held: days };
    case 'collect':
      exec(process, 'found = gc.collect()');
      return { tool, found: Number(value('found')), freed: before - held() };
    case 'holders': {
      exec(process, ASK_HOLDERS);
      const path = String(value('path'));
      const name = String(value('name'));
      return {
        tool,
        more: Number(value('many')),
        path: path === '' ? [] : path.split(','),
        ...(name !== '' && { name }),
      };
    }
    case 'trace': {
      exec(process, ASK_TRACE);
      const line = program.split('\n')[Number(value('line')) - 1] ?? '';
      return { tool, line: line.trim(), bytes: Number(value('bytes_of_line')) };
    }
    case 'stats': {
      const now = arenas();
      return { tool, ...now, beside: before - now.arenas };
    }
  }
}

/** Runs the service, asks it with the tools, and runs it once more with the knob. */
export function diagnose({ python, service, asked, knob }: DiagnosisInput): DiagnosisState {
  const asIs = run(python, service);
  const held = asIs.held();
  const readings = ORDER.filter((tool) => asked.includes(tool)).map((tool) => ask(tool, asIs));
  return {
    held,
    readings,
    ...(knob && { tried: run(python, service, knob).held() }),
  };
}
