import {
  Dict,
  PyCode_New,
  PyDict_DelItem,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
  PyModule_New,
  TypeWord,
} from '../../objects';
import type { Process } from '../../process';
import type { Frame as TracedFrame } from '../../tracemalloc';
import type { Code, CodeFunction } from '../compile/code';
import { compile, type Displays } from '../compile/compiler';
import type { CompileHost, Unit } from '../compile/emitter';
import { constantKey } from '../compile/fold';
import { stackRules } from '../compile/stack-depth';
import { installBuiltins } from '../modules/builtins';
import { listExtend } from '../objects/list-extend';
import { dirOf } from '../objects/object';
import type { Host } from '../os/host';
import type { System } from '../os/system-calls';
import type { Constant } from '../parser/ast';
import { parse, parseLibrary } from '../parser/parser';
import { ConstantCache } from '../residue/constant-cache';
import { Leftovers } from '../residue/leftovers';
import { Frame } from './frame';
import { ProcessExit, type PyExc } from './runtime-errors';
import { RuntimeModules } from './runtime-modules';
import { Scheduler } from './scheduler';
import { sequenceFast, sequenceTuple } from './sequences';
import { ThreadedCalls } from './threaded';
import { formatException } from './traceback';

/** What is told of each line that runs, while somebody steps through a program. */
export interface LineEvent {
  readonly filename: string;
  readonly lineno: number;
  readonly name: string;
  readonly depth: number;
}

/** Where the files of the standard library would be. */
const LIBRARY = '/usr/lib/python';

/** A running Python on a simulated process. */
export class Runtime extends RuntimeModules {
  override readonly builtinsDict: number;
  override readonly modules: number;
  /** The module `__main__`. */
  readonly main: number;
  /** What the tracer has for the code that is not Python's. */
  private readonly noFrames: readonly TracedFrame[] = [{ filename: '<unknown>', lineno: 0 }];
  /** Told of each line, when it is set before compiling. */
  onLine: ((event: LineEvent) => void) | undefined;
  argv: readonly string[] = [''];
  override readonly leftovers = new Leftovers(this);
  readonly scheduler = new Scheduler(this);
  /** Calls as threads make them. */
  readonly threaded = new ThreadedCalls(this);

  constructor(
    process: Process,
    host: Host,
    override readonly system: System,
  ) {
    super(process, host);
    const { py } = this;
    this.builtinsDict = this.staticDict();
    this.modules = this.staticDict();
    this.setUpIterators();
    this.installKeyMethods();
    this.fillSpareFrames();
    for (const type of [this.generatorType, this.coroutineType]) {
      py.setFunction(type + TypeWord.FINALIZE, '_PyGen_Finalize');
    }
    installBuiltins(this);
    this.objectGetattribute = this.lookup(this.objectType, this.name('__getattribute__'));
    this.connect();
    this.main = PyModule_New(py, '__main__');
    const dict = this.moduleDict(this.main);
    if (this.minor <= 13) this.dictPut(dict, '__annotations__', this.newDict());
    this.dictPut(dict, '__builtins__', this.I(this.importModule('builtins')));
    PyDict_SetItem(py, this.modules, this.name('__main__'), this.main);
    this.leftovers.startUp();
  }

  override extendList(list: number, o: number): void {
    listExtend(this, list, o);
  }

  override tupleOf(o: number): number {
    return sequenceTuple(this, o);
  }

  override sequenceFast(o: number): number {
    return sequenceFast(this, o);
  }

  /** A dict of the interpreter's own, which no collection looks at. */
  private staticDict(): number {
    const { py } = this;
    const op = this.staticObject(this.dictType, py.structs.get('PyDictObject').size);
    py.store(op + Dict.KEYS, py.statics.emptyKeys);
    if (py.version.objects.instanceDict === 'dict-slot')
      py.store(op + Dict.VALUES, py.statics.emptyValues);
    return op;
  }

  /** Hooks into the objects below: finalizers, weak references, the collector, the tracer. */
  private connect(): void {
    const { py, process } = this;
    const outer = py.callbacks;
    py.callbacks = {
      finalize: (op) => {
        if (this.generators.has(op)) this.guard(() => this.finalizeGenerator(op), 'generator');
        else if (!this.finalize(op)) outer?.finalize(op);
      },
      weakref: (callback, ref) => {
        const type = py.typeOf(callback);
        if (type === this.nativeType && this.py.get(callback + 4) === 0)
          outer?.weakref(callback, ref);
        else this.guard(() => py.decref(this.callBorrowed(callback, [ref])), 'callback', callback);
      },
      freeing: (op, type) => this.freeing(op, type),
    };
    process.tracer.source = () => this.traceback();
  }

  /** Runs `__del__`. @returns whether the class has one */
  private finalize(op: number): boolean {
    const method = this.special(this.py.typeOf(op), '__del__');
    if (method === 0) return false;
    this.guard(() => this.py.decref(this.callMethodWord(method, op, [])), 'finalizer', method);
    return true;
  }

  /** What a finalizer raises is printed, and goes no further. */
  private guard(body: () => void, what: string, of = 0): void {
    if (this.dead) return;
    const { frame, depth, handled, returned } = this;
    this.returned = 0;
    try {
      body();
    } catch (error) {
      const exc = this.toPython(error);
      const where = of === 0 ? what : this.repr(of);
      this.host.write('stderr', `Exception ignored in: ${where}\n${formatException(this, exc.op)}`);
      this.py.decref(exc.op);
    }
    if (this.returned !== 0) this.py.decref(this.returned);
    this.returned = returned;
    this.frame = frame;
    this.depth = depth;
    this.handled = handled;
  }

  private freeing(op: number, type: number): void {
    if (type === this.codeType) {
      const code = this.codes[this.py.get(op + this.codeIndex)];
      if (code?.word === op) this.freeCode(code);
    } else if (type === this.generatorType || type === this.coroutineType)
      this.generators.delete(op);
    else if (type === this.memoryviewType) this.freeingView(op);
  }

  private readonly memoryviewType = this.py.type('memoryview');

  /** Told of memoryviews that die. */
  freeingView: (view: number) => void = () => {};

  private freeCode(code: Code): void {
    this.freeZombie(code);
    for (const word of [...code.consts, ...code.names, ...code.own]) this.py.decref(word);
    code.own.length = 0;
    code.consts.clear();
    code.names.clear();
  }

  override collectIfDue(): void {
    if (this.dead) return;
    this.process.collector.collectGenerations();
  }

  // ---------------------------------------------------------------- tracing

  /** The traceback of the frames of this moment. */
  private traceback(): number {
    const { tracer } = this.process;
    const { frame } = this;
    if (frame === null) return tracer.intern(this.noFrames, 1);
    const { line } = frame;
    if (frame.tracedAt === line && frame.tracedEpoch === tracer.epoch) return frame.traceback;
    const frames: TracedFrame[] = [];
    let total = 0;
    for (let each: Frame | null = frame; each !== null; each = each.back) {
      if (frames.length < tracer.limit)
        frames.push({ filename: each.code.filename, lineno: each.line });
      total++;
    }
    frame.traceback = tracer.intern(frames, total);
    frame.tracedAt = line;
    frame.tracedEpoch = tracer.epoch;
    return frame.traceback;
  }

  /** A line begins. */
  line(frame: Frame, at: number): void {
    frame.at = at;
    this.onLine?.({
      filename: frame.code.filename,
      lineno: frame.line,
      name: frame.code.name,
      depth: this.depth,
    });
  }

  /** What compiled loops call now and then. */
  override tick(): void {
    super.tick();
    this.scheduler.yield();
  }

  // ---------------------------------------------------------------- compiling

  private compileHost(constants: Map<string, number>): CompileHost {
    const { minor } = this;
    return {
      constant: (value) => this.mergedConstant(constants, value),
      name: (text) => this.programName(text),
      framesAreObjects: minor <= 10,
      annotationDicts: minor <= 9,
      dictKeyTuples: minor <= 13,
      stackRules: stackRules(minor),
      inlinesComprehensions: minor >= 12,
      extendsConstants: minor >= 9,
      borrowsLocals: minor >= 14,
      borrowsIterated: minor === 14,
      virtualIterators: minor >= 15,
      inlinedBuiltins:
        minor >= 15
          ? ['all', 'any', 'tuple', 'list', 'set']
          : minor === 14
            ? ['all', 'any', 'tuple']
            : [],
      borrowsConstants: minor >= 15,
      dropsLastFirst: minor >= 14,
      lazyAnnotations: minor >= 14,
      storesFirstLine: minor >= 13,
      stepping: this.onLine !== undefined,
    };
  }

  /** Constants of the last program that are results of the compiler's. */
  private readonly foldedWords = new Set<number>();

  /** The one object of a constant in a program; what stands in tuples is merged too. */
  private mergedConstant(constants: Map<string, number>, value: Constant): number {
    const key = constantKey(value);
    let word = constants.get(key);
    if (word === undefined) {
      word =
        value.t === 'tuple'
          ? this.tuple(value.v.map((item) => this.I(this.mergedConstant(constants, item))))
          : this.newConstant(value);
      constants.set(key, word);
      if ('folded' in value) this.foldedWords.add(word);
      // The parser of these two keeps a reference to the bytes of a literal.
      else if (value.t === 'bytes' && (this.minor === 12 || this.minor === 13)) this.I(word);
    }
    return word;
  }

  /**
   * Compiles a program to a code object, whose reference the caller gets.
   * @param cached the program would come from a `.pyc` file, without being compiled
   * @param keeps the syntax tree stays until the program is done
   * @throws PythonSyntaxError
   */
  override compileSource(
    source: string,
    filename: string,
    displays: Displays = 'none',
    cached = false,
    keeps = true,
  ): Code {
    this.foldedWords.clear();
    const constants = new Map<string, number>();
    const host = this.compileHost(constants);
    const inLibrary = this.librarySources.get(filename) === source;
    const { code, codes, symbols, functions } = compile(
      inLibrary ? parseLibrary(source, filename) : parse(source, filename),
      host,
      (unit, body) => this.link(unit, body),
      displays,
    );
    if (!cached) this.leftovers.compiled(symbols);
    for (const each of codes) this.makeCode(each);
    if (!cached) {
      const cache = new ConstantCache(this);
      // Those inside come first.
      for (let i = codes.length - 1; i >= 0; i--) cache.code(codes[i]!, functions[i]!);
      cache.clear();
    }
    // The syntax tree holds its constants until the program is done; from 3.14 on not what is folded
    // and the tuples, which are made after it.
    for (const word of constants.values()) {
      const late =
        this.minor >= 14 && (this.foldedWords.has(word) || this.py.typeOf(word) === this.tupleType);
      if (late || !keeps) this.py.decref(word);
    }
    // Functions hold the codes inside; they die with the code around them.
    return code;
  }

  private makeCode(code: Code): void {
    const { py } = this;
    code.index = this.codes.push(code) - 1;
    code.word = PyCode_New(py, this.name(code.name), code.slots);
    py.set(code.word + this.codeIndex, code.index);
    for (const word of [...code.consts, ...code.names]) py.incref(word);
  }

  private link(unit: Unit, body: string): readonly CodeFunction[] {
    const sites = unit.sites.map((name, i) => `s${i}=R.site(${name})`);
    const source = [
      'const {I,D,N,W}=R;let V=0;',
      'const T=()=>{if(--R.fuel<0)R.tick();if(R.gc.scheduled)R.collectIfDue()};',
      sites.length > 0 ? `const ${sites.join(',')};` : '',
      body,
      `return [${unit.codes.map((_, i) => `f${i}`).join(',')}]`,
    ].join('\n');
    const make = new Function('R', 'C', source) as (
      r: Runtime,
      c: readonly Code[],
    ) => CodeFunction[];
    return make(this, unit.codes);
  }

  /** The collector's state, which compiled loops look at. */
  get gc(): { scheduled: boolean } {
    return this.py.gc;
  }

  /** Shows the collector a local of a generator. */
  readonly W = (word: number, op: number): void => {
    const { py } = this;
    if (py.load(word) !== op) py.store(word, op);
  };

  // ---------------------------------------------------------------- running

  /** Runs a frame without arguments: of a module or class. */
  override runCode(frame: Frame): number {
    this.frame = frame;
    this.depth++;
    return frame.code.run(frame);
  }

  /** Runs a compiled program in a dict of globals; the result's reference is the caller's. */
  runModule(code: Code, globals: number): number {
    return this.runCode(new Frame(code, 0, globals, globals, this.frame));
  }

  /** The attributes of what a dotted name stands for, as `dir` lists them. */
  attributesOf(path: string): string[] {
    const [first, ...rest] = path.split('.');
    let op =
      PyDict_GetItem(this.py, this.moduleDict(this.main), this.name(first!)) ||
      (this.builtins.get(this.name(first!)) ?? 0);
    for (const name of rest) {
      if (op === 0) return [];
      op = this.getOptional(op, this.name(name));
    }
    return op === 0 ? [] : dirOf(this, op);
  }

  /** A program begins: whatever was under way when the last one was stopped is over. */
  begin(): void {
    this.frame = null;
    this.depth = 0;
    this.handled = null;
  }

  /** What an interactive prompt does with a value: takes it over. */
  display(value: number): void {
    if (value !== this.py.none) {
      this.write(`${this.repr(value)}\n`);
      this.builtins.set(this.name('_'), value);
    }
  }

  /** Standard output, through `sys.stdout` where a program put something else there. */
  override write(text: string): void {
    this.buffer(text);
  }

  /** An uncaught exception's text, as Python prints it. */
  explain(exc: PyExc): string {
    const text = formatException(this, exc.op);
    return this.isException(exc, 'ModuleNotFoundError') ? `${text}${this.modulesThere()}` : text;
  }

  /** What a program can import, for one that asked for something else. */
  private modulesThere(): string {
    const names = [...this.makers.keys()].filter((name) => !name.startsWith('_')).sort();
    return `heaplab: the simulator has ${names.join(', ')}; other modules are files beside the program\n`;
  }

  exit(status: number): never {
    this.discardOutput();
    this.dead = true;
    throw new ProcessExit(status);
  }

  /** `finalize_modules`: `__main__` goes, and what only it held, in the collector's order where it is a cycle. */
  finalizeModules(): void {
    const { py } = this;
    const dict = this.moduleDict(this.main);
    const weakref = this.dictGet(this.modules, 'weakref');
    if (weakref !== 0) {
      const finalize = this.getAttr(weakref, 'finalize');
      py.decref(this.callMethod(finalize, '_exit', []));
    }
    const held = py.refcnt(dict) > 1;
    PyDict_DelItem(py, this.modules, this.name('__main__'));
    py.decref(this.main);
    if (!held) return;
    this.process.collector.collect(2);
    // Another object may be where the dict was.
    const { collector } = this.process;
    const stays = collector.getObjects().includes(dict) && py.typeOf(dict) === py.type('dict');
    if (!stays || this.dictGet(dict, '__name__') !== this.name('__main__')) return;
    // What is left of the module: its variables become None, those with an underscore first.
    const items = PyDict_Items(py, dict);
    const clear = (which: (name: string) => boolean): void => {
      for (let i = 0; i < items.length; i += 2) {
        const name = this.text(items[i]!);
        if (which(name) && name !== '__builtins__') PyDict_SetItem(py, dict, items[i]!, py.none);
      }
    };
    clear((name) => name.startsWith('_') && !name.startsWith('__'));
    clear((name) => !name.startsWith('_'));
    this.process.collector.collect(2);
  }

  libraryFile(name: string): string {
    return `${LIBRARY}${this.py.version.name}/${name}`;
  }

  dictLookup(dict: number, key: number): number {
    return PyDict_GetItem(this.py, dict, key);
  }
}
