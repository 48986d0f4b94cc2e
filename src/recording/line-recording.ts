import { PyDict_Next } from '../objects/dict-next';
import type { Interpreter } from '../objects/interpreter';
import { Cell, TypeFlag } from '../objects/structs';
import { PyUnicode_AsUTF8 } from '../objects/unicodeobject';
import type { Inspection } from '../process/inspect';
import type { Process } from '../process/process';
import { variablesOf } from '../python/objects/frame-locals';
import type { PythonProcess } from '../python/process';
import { moduleDict } from '../python/runtime/modules';
import type { BlockHolder, Reason, Survivors } from './answers';
import { OLDER } from './block-log';
import { type BareState, factsOf } from './facts';
import type { FrameRecord } from './frame-records';
import { Moment, type MomentLimits, type MomentTools, type NamedWord, OBJECTS } from './moment';
import { PoolMaps } from './pool-maps';
import { holderOf, reasonOf, survivorsOf } from './questions';
import { type KeptStep, type RecordedLines, Recorder, type RecordLinesOptions } from './recorder';
import { shortRepr } from './short-repr';
import type {
  BlockEvent,
  FrameState,
  MappingEvent,
  NameState,
  PoolMap,
  RecordedStep,
  RecordingInfo,
  StepState,
} from './types';
import { Unreachable } from './unreachable';

/** States that are kept, so that going to and fro reads nothing again. */
const KEPT_STATES = 64;

/** Names that the interpreter gives each module, and each body of a class. */
const GIVEN =
  /^__(name|doc|package|loader|spec|builtins|annotations|annotate|conditional_annotations|file|cached|path|module|qualname|firstlineno|static_attributes|classdict)__$/;

/**
 * A program's run, recorded line by line. Each step is the moment after a line, or after several where the
 * recording is sampled: `info.every`. A step is kept as its difference to the one before, and going to one costs
 * what changed in between.
 */
export class LineRecording {
  /** What was recorded, and how it ended. */
  readonly info: RecordingInfo;
  /** What each step did, and the process's figures after it. Step 0 is the start: no line has run. */
  readonly steps: readonly RecordedStep[];

  private readonly kept: readonly KeptStep[];
  private readonly states = new Map<string, BareState>();
  private replica: (MomentTools & { readonly process: Process }) | undefined;
  private isClosed = false;
  private shown: { readonly step: number; readonly moment: Moment } | undefined;

  /** `recordLines` makes one. @internal */
  constructor(
    private readonly py: PythonProcess,
    source: string,
    private readonly run: RecordedLines,
    filename: string,
  ) {
    const { name, pymalloc } = py.version;
    const { poolSize, arenaSize } = pymalloc;
    const { lines, every, end } = run;
    this.info = { python: name, source, filename, poolSize, arenaSize, lines, every, end };
    this.kept = run.steps;
    this.steps = run.steps.map(shownStep);
  }

  /** Bytes of host memory that the recording takes beside the process. */
  get bytes(): number {
    return this.run.history.bytes + this.run.blocks.bytes;
  }

  /**
   * The process as it was after a step, for looking: the same object each time, which the next call changes.
   * @throws RangeError when there is no such step
   */
  at(step: number): Process {
    return this.moment(step).process;
  }

  /**
   * Names, objects, blocks, free lists after a step, and what is worth saying of it.
   * @throws RangeError when there is no such step
   */
  state(step: number, limits: MomentLimits = {}): StepState {
    this.keptStep(step);
    const before = step > 0 ? this.bareState(step - 1, limits) : undefined;
    const after = this.bareState(step, limits);
    const { arenaSize } = this.info;
    const facts = before ? factsOf(this.kept, step, before, after, arenaSize) : [];
    return { ...after, facts };
  }

  /**
   * A pool after a step, block by block: a state has only the first pools so.
   * @returns undefined where there is none that was ever used
   */
  pool(step: number, arena: number, index: number): PoolMap | undefined {
    return this.moment(step).pool(arena, index);
  }

  /** The first blocks that came and went in a step; the counts of the step have all. */
  events(step: number): BlockEvent[] {
    const { eventsFrom, eventsTo } = this.keptStep(step);
    return this.run.events.read(this.py.memory, eventsFrom, eventsTo);
  }

  /** What the system gave and got back in a step. */
  mappings(step: number): readonly MappingEvent[] {
    return this.keptStep(step).mappings;
  }

  /** The fields of an object after a step, and of its other blocks. @throws StaleReference */
  inspect(step: number, address: number): Inspection {
    return this.at(step).inspect(address);
  }

  /** Whose block an address lies in after a step. @throws SegmentationFault where nothing can be */
  holder(step: number, address: number): BlockHolder {
    return holderOf(this.moment(step), address);
  }

  /** The shortest chain of references from a name to an object; undefined when no name reaches it. */
  whyAlive(step: number, address: number): Reason | undefined {
    return reasonOf(this.moment(step), address);
  }

  /**
   * What keeps an arena from going back to the system, with the lines that made it.
   * @param most blocks that are described
   */
  survivors(step: number, arena: number, most = 100): Survivors {
    return survivorsOf(this.moment(step), arena, most);
  }

  /** The tracked objects that a full collection would find after a step. Addresses. */
  unreachable(step: number): number[] {
    const { unreachable, py } = this.moment(step);
    return Array.from(unreachable, (op) => py.memory.addressOf(op));
  }

  /** Gives up the recording, and the memory that it takes. */
  close(): void {
    this.isClosed = true;
    this.run.history.close();
    this.states.clear();
    this.shown = undefined;
  }

  // ---------------------------------------------------------------- moments

  private keptStep(step: number): KeptStep {
    if (this.isClosed) throw new Error('the recording was closed: record the program again');
    const kept = this.kept[step];
    if (!kept) throw new RangeError(`no step ${step}: there are 0 to ${this.kept.length - 1}`);
    return kept;
  }

  private moment(step: number): Moment {
    if (this.shown?.step === step) return this.shown.moment;
    const { frames, others, time } = this.keptStep(step);
    const { process, ...tools } = this.replicaAt(step);
    const names: NamedWord[] = [];
    const calls = this.frameStates(process.interpreter, frames, others, names);
    const birthOf = (block: number) => {
      const birth = this.run.blocks.at(block, time);
      if (!birth || birth.time === OLDER) return birth;
      return { ...birth, step: this.stepOf(birth.time) };
    };
    const around = (word: number) => this.run.blocks.around(word, time);
    const moment = new Moment(process, calls, names, birthOf, around, tools);
    this.shown = { step, moment };
    return moment;
  }

  /** The variables of a code object of the program's. */
  private slotNames(code: number): readonly string[] {
    const { py, codes, codeIndex } = this.py.runtime;
    const { ownNames, freevars, inlined } = codes[py.get(code + codeIndex)] ?? NO_NAMES;
    return [...ownNames, ...freevars, ...inlined];
  }

  /** The replica, showing a step. */
  private replicaAt(step: number) {
    const { history } = this.run;
    const memory = history.show(step);
    if (this.replica) {
      const { pools, process, unreachable } = this.replica;
      const before = this.shown?.step ?? step;
      history.eachChangedPage(before, step, (page) => {
        pools.invalidate(page);
        unreachable.invalidate(page);
      });
      process.reload();
      return this.replica;
    }
    const process = this.py.over(memory);
    process.reload();
    const unreachable = new Unreachable(process.interpreter);
    const pools = new PoolMaps(process.pymalloc);
    this.replica = { process, unreachable, pools, slotNames: (code) => this.slotNames(code) };
    return this.replica;
  }

  /** The step in which a line ran, by the line's number from 0; -1 is the start. */
  private stepOf(time: number): number {
    let [low, high] = [0, this.kept.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.kept[middle]!.time > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private bareState(step: number, limits: MomentLimits): BareState {
    const { objects: most, references, pools } = limits;
    const key = [step, most, references, pools].join();
    const known = this.states.get(key);
    if (known) return known;
    const fresh = this.freshNames(step, most);
    const moment = this.moment(step);
    const { objects, more } = moment.objects(limits, fresh);
    const state: BareState = {
      step,
      frames: moment.frames,
      objects,
      moreObjects: more,
      arenas: moment.arenas(limits.pools),
      freeLists: moment.freeLists(),
    };
    if (this.states.size >= KEPT_STATES) this.states.delete(this.states.keys().next().value!);
    this.states.set(key, state);
    return state;
  }

  /** Where there are more names than objects are shown: what those hold that the step bound, to be shown first. */
  private freshNames(step: number, most = OBJECTS): number[] {
    const { names } = this.moment(step);
    if (step === 0 || names.length <= most) return [];
    const key = ({ function: of, name, word }: NamedWord) => `${of} ${name} ${word}`;
    const held = new Set(this.moment(step - 1).names.map(key));
    return names.filter((name) => !held.has(key(name))).map(({ word }) => word);
  }

  // ---------------------------------------------------------------- names

  /** The calls with their names, which are added to `all`, the innermost call's first. */
  private frameStates(
    py: Interpreter,
    innermost: FrameRecord | null,
    others: readonly FrameRecord[],
    all: NamedWord[],
  ): FrameState[] {
    const states: FrameState[] = [];
    let program: FrameState | undefined;
    const add = (record: FrameRecord, waiting: boolean): void => {
      const { code, line } = record;
      const names = namesOf(py, this.py, record);
      all.push(...names);
      const state: FrameState = {
        function: code.name,
        kind: code.kind === 'module' || code.kind === 'class' ? code.kind : 'function',
        line,
        ...(waiting ? { waiting } : {}),
        names: shownNames(py, names),
      };
      if (code.kind === 'module') program = state;
      else states.push(state);
    };
    for (let record = innermost; record !== null; record = record.back) add(record, false);
    for (const other of others)
      for (let record: FrameRecord | null = other; record !== null; record = record.back)
        add(record, true);
    if (program) return [...states, program];
    // Between programs there is no call, and the names are there all the same.
    const dict = moduleDict(this.py.runtime, this.py.runtime.main);
    const names = dictNames(py, dict, '<module>', 'global');
    all.push(...names);
    return [
      ...states,
      { function: '<module>', kind: 'module', line: 0, names: shownNames(py, names) },
    ];
  }
}

/** Of a code object that is not the program's. */
const NO_NAMES = { ownNames: [], freevars: [], inlined: [] };

function shownNames(py: Interpreter, names: readonly NamedWord[]): NameState[] {
  return names.map(({ name, scope, word }) => ({
    name,
    scope,
    address: py.memory.addressOf(word),
  }));
}

/** A step without what is kept beside it. */
function shownStep(kept: KeptStep): RecordedStep {
  const { step, line, depth, lines, allocated, freed, bytes } = kept;
  const { rss, inBlocks, arenaCount, collections, raised } = kept;
  return {
    step,
    line,
    function: kept.function,
    depth,
    lines,
    allocated,
    freed,
    bytes,
    rss,
    inBlocks,
    arenaCount,
    collections,
    ...(raised === undefined ? {} : { raised }),
  };
}

/** The names of a call. */
function namesOf(py: Interpreter, process: PythonProcess, record: FrameRecord): NamedWord[] {
  const { code, values, locals } = record;
  if (code.kind === 'module' || code.kind === 'class')
    return dictNames(py, locals, code.name, code.kind === 'module' ? 'global' : 'local');
  return variablesOf(process.runtime, code).flatMap(({ name, at, isCell }) => {
    const value = values?.[at] ?? 0;
    const word = value !== 0 && isCell ? py.load(value + Cell.REF) : value;
    const scope: NameState['scope'] = isCell ? 'cell' : 'local';
    return word === 0 ? [] : [{ function: code.name, name, scope, word }];
  });
}

function dictNames(
  py: Interpreter,
  dict: number,
  functionName: string,
  scope: NameState['scope'],
): NamedWord[] {
  const names: NamedWord[] = [];
  for (let entry = PyDict_Next(py, dict, 0); entry !== null; ) {
    const isName = py.hasFlag(py.typeOf(entry.key), TypeFlag.UNICODE_SUBCLASS);
    const name = isName ? PyUnicode_AsUTF8(py, entry.key) : shortRepr(py, entry.key);
    if (!GIVEN.test(name)) names.push({ function: functionName, name, scope, word: entry.value });
    entry = PyDict_Next(py, dict, entry.index + 1);
  }
  return names;
}

/**
 * Runs a program and records it line by line: what each line did to the heap, and the state after it. The
 * program runs in `py` to its end, as with `exec`; an exception that nobody catches ends the recording with
 * Python's traceback in `info.end`, and so does a limit.
 *
 * When more than `steps` lines run, every second, fourth, … of them is a step: `info.every`. Recording costs two
 * to five times what the run costs, and up to eight where lines do next to nothing and are too many.
 */
export function recordLines(
  py: PythonProcess,
  source: string,
  options: RecordLinesOptions = {},
): LineRecording {
  const run = new Recorder(py, options).run(source);
  return new LineRecording(py, source, run, options.filename ?? 'program.py');
}
