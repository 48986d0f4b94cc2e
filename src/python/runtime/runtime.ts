import type { Interpreter } from '../../objects/interpreter';
import { TYPES } from '../../objects/types';
import type { Process } from '../../process/process';
import type { Behaviour } from '../../versions/behaviour';
import type { Messages } from '../../versions/messages';
import type { Code } from '../compile/code';
import type { Operations, ThreadedName } from '../compile/operations';
import type { SymbolTable } from '../compile/symtable';
import type { Host } from '../os/host';
import type { System } from '../os/system-calls';
import type { Wait } from '../os/wait';
import type { LineTable } from '../parser/ast';
import type { Frame } from './frame';
import type { GeneratorState } from './generator-state';
import type { GetSet, Keywords, Native } from './native';
import { TypeSlots } from './slots';
import type { PyExc } from './thrown';

/** Bytes of the objects that the interpreter itself has, outside of the heap. */
export const STATIC_BYTES = 1 << 20;

/** Turns of loops, and items that built-in functions take, between two looks at whether the program should stop. */
export const FUEL = 50_000;

/** Entries of the cache of attributes by type (`type_cache` in Objects/typeobject.c). */
export const CACHED_NAMES = 4096;

/** In the mask of what a call only lends: its named arguments. */
export const KEYWORDS_LENT = 1 << 31;

/** The mask of a call that lends all arguments, however many, the named ones too. */
export const LENT = -1;

/** Whether a call only lends an operand: the mask has bits for the first 31 of them. */
export function isLent(mask: number, index: number): boolean {
  return mask === LENT || (index < 31 && (mask & (1 << index)) !== 0);
}

/** Fills the dict of a module that is imported for the first time. */
export type ModuleMaker = (module: number, dict: number) => void;

/** `tp_call` of types and instances. Borrows all; `packed` is the tuple that holds the arguments, or 0. */
export type Call = (
  rt: Runtime,
  f: number,
  args: number[],
  keywords: Keywords | undefined,
  packed: number,
) => number;

/** `tp_call` of Python functions: steals the arguments that `mask` does not name. */
export type FunctionCall = (
  rt: Runtime,
  func: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  give?: boolean,
) => number;

/** Called for each line that runs, while somebody steps through a program. */
export interface LineEvent {
  readonly filename: string;
  readonly lineno: number;
  readonly column: number;
  readonly name: string;
  readonly depth: number;
  readonly isDefinition: boolean;
}

/** The threads of an interpreter, which take turns. */
export interface Threads {
  /** Whether a thread beside the first one was started and is not done. */
  readonly others: boolean;
  /** The `threading.Thread` that runs, borrowed; 0 in the first thread. */
  readonly current: number;
  /** The innermost frames of the threads that do not run now. */
  readonly otherFrames: readonly Frame[];
  /** Starts a thread, which runs at once until it waits. Takes references of its own. */
  start(object: number, run: number, finish: number, daemon: boolean): void;
  /** Lets others run until a condition holds, or its time is up. @returns whether it holds */
  wait(wait: Wait): boolean;
  /** Lets others have a turn. */
  yield(): void;
  /** Waits for all threads that are no daemons. */
  shutdown(): void;
}

/** References that a module owns in the host: where in the source, and which. */
export interface HostHolder {
  readonly place: string;
  words(): Iterable<number>;
}

/** What the start-up, compilation and imports leave on CPython's free lists. */
export interface Residue {
  startUp(): void;
  compiled(symbols: SymbolTable, codes: readonly Code[]): void;
  importing(name: string, count: number, load: () => void): void;
  printedUnraisable(): void;
}

/**
 * The state of one running Python (`PyInterpreterState` and `PyThreadState`): its objects are those of the
 * simulated process. What is done with it is in functions that take it first, as CPython's take `tstate`.
 */
export class Runtime {
  readonly py: Interpreter;

  // ---------------------------------------------------------------- the thread that runs

  /** The current frame, and how many there are. */
  frame: Frame | null = null;
  depth = 0;
  recursionLimit = 1000;
  /** `sys.get_int_max_str_digits()`: the longest text of an int; 0 for any. */
  maxDigits = 4300;
  /** The exception that is being handled. */
  handled: PyExc | null = null;
  /** What a generator that ended returned; 0 for None. */
  returned = 0;
  /** Set when the program must end at once: no handler runs any more. */
  dead = false;
  /** Called by `os._exit`, before the frames that it leaves are cleared: a kernel sees the process as it is here. */
  onExit: (() => void) | undefined;
  fuel = FUEL;
  /** Items that built-in functions may still take before they look whether to stop. */
  itemsLeft = FUEL;
  /** Called for each line, when it is set before compiling. */
  onLine: ((event: LineEvent) => void) | undefined;
  /** Called when the frame of a program is over, before its code and its syntax tree are freed. */
  onProgramEnd: (() => void) | undefined;

  // ---------------------------------------------------------------- code, natives, types

  /** Codes, native functions and computed attributes, by the number that their objects hold. */
  readonly codes: Code[] = [];
  readonly natives: Native[] = [];
  readonly getsets: GetSet[] = [];
  /** What built-in types define, by type and name. */
  readonly typeDicts = new Map<number, Map<number, number>>();
  /** What each built-in type does, by the number of the type (`py.specOf`), which its subclasses have too. */
  readonly slots: readonly TypeSlots[] = TYPES.map(() => new TypeSlots());
  /** `tp_call` of Python functions, of types, and of instances of classes. */
  callFunction!: FunctionCall;
  callType!: Call;
  callInstance!: Call;
  /** Built-in types that get their arguments as an array (`tp_vectorcall`). */
  vectorcallTypes: ReadonlySet<number> | undefined;

  // ---------------------------------------------------------------- names and attributes

  readonly builtins = new Map<number, number>();
  /** Words of the names that the interpreter and its programs know. */
  readonly names = new Map<string, number>();
  /** Rises with every change of a class: inline caches of older epochs are void. */
  epoch = 1;
  /** What types have under names, of one epoch. */
  readonly lookups = new Map<number, Map<number, number>>();
  lookupsEpoch = 0;
  /** A name that a program made, while something is done with it. */
  given = 0;
  /** Such names in the cache of attributes by type, which holds them. */
  readonly keptNames: Int32Array = new Int32Array(CACHED_NAMES);
  /** Fields of exceptions: their words in the object. */
  readonly offsets = new Map<string, number>();
  /** Built-in exceptions without fields of their own for their arguments. */
  readonly plainExceptions = new Set<number>();
  /** The object behind a weak proxy: borrowed. @throws ReferenceError */
  proxied: (o: number) => number = (o) => o;
  proxyTypes: readonly number[] = [];
  /** References that only the simulator takes, while an operation borrows its operands. */
  readonly lent: number[] = [];
  /** References that the natives under way hold (`own`), the innermost last. */
  owned: number[] = [];
  /** Blocks of the start-up heap, which are counted and not there. */
  startUpBlocks = 0;
  /** Interned strings that the start-up heap refers to, once there are some. */
  readonly startUpStrings = new Map<string, number>();
  /** The files that `sys.stdout` and `sys.stderr` are at first; their module holds them. */
  stdout = 0;
  stderr = 0;
  /** What was written to standard output and waits: a string or a list of them, or 0; and its bytes. */
  pending = 0;
  pendingBytes = 0;
  /** The list of objects whose `repr` is being made, and the dict that it is in; 0 before the first. */
  reprList = 0;
  reprDict = 0;
  /** The block of a `PyUnicodeWriter` that is on its free list, or 0. */
  freeWriter = 0;

  // ---------------------------------------------------------------- frames and generators

  /** Frames by their object. */
  readonly frames = new Map<number, Frame>();
  /** Frame objects that wait for the next calls (to 3.10). */
  readonly freeFrames: number[] = [];
  /** Whether an import has left frames among them. */
  importedFrames = false;
  readonly generators = new Map<number, GeneratorState>();
  /** `sys.set_asyncgen_hooks`: what is told of the first use, and of the end, of asynchronous generators. */
  readonly asyncHooks: [first: number, finalizer: number] = [0, 0];
  /** Types and words of iterators (Objects/rangeobject.c, dictobject.c). */
  rangeIterator = 0;
  listIterator = 0;
  entryResult = 0;
  rangeWords: readonly number[] = [];

  // ---------------------------------------------------------------- modules

  /** The dict of `builtins`, `sys.modules`, and the module `__main__`. */
  builtinsDict = 0;
  /** The dict of the module `builtins`, where names are looked up last. */
  builtinNames = 0;
  modules = 0;
  main = 0;
  readonly makers = new Map<string, ModuleMaker>();
  /** Modules that are being imported. */
  readonly importing = new Set<string>();
  /** Sources of the modules that are written in Python, by file name. */
  readonly librarySources = new Map<string, string>();
  /** Sources of programs by file name, for the lines that tracebacks show. */
  readonly sources = new Map<string, LineTable>();
  /** Where the program's own modules are: `sys.path[0]`. */
  folder = '';
  argv: readonly string[] = [''];
  /** Bytes of literals, to which the parser of 3.12 and 3.13 keeps a reference for good. */
  readonly parserHeld: number[] = [];
  /** Tuples of parameters' names that native functions keep, by `owner.name`. */
  readonly parserNames = new Map<string, number>();
  /** References that modules hold in variables of the host, for the audit. */
  readonly holders: HostHolder[] = [];
  /** Run when the program ends. */
  readonly atExit: (() => void)[] = [];
  /** Types of named tuples, by name. */
  readonly sequences = new Map<string, number>();
  /** The callback of weak references that must not be an object's basic one. */
  markerWord = 0;
  /** Standard output that is not written yet. */
  buffered = '';
  /** Warnings that were written: each is told once. */
  readonly warned = new Set<string>();
  /** Constants of the last program that the compiler computed. */
  readonly foldedWords = new Set<number>();
  /** Tells the hook of an asynchronous generator that it dies. @returns whether there is one */
  finalizeAsync: (generator: number) => boolean = () => false;
  /** The item of a tuple that a field of a named tuple is: a new reference. Borrows both. */
  tupleField: (getter: number, tuple: number) => number = () => 0;
  /** Called for memoryviews that die. */
  freeingView: (view: number) => void = () => {};
  /** What is kept beside the objects of a type goes when they die. */
  readonly freeing = new Map<number, (op: number) => void>();
  /** What emitted code calls, and the forms of it for threads. */
  operations!: Operations;
  threaded!: Readonly<Record<ThreadedName, unknown>>;
  threads!: Threads;
  residue!: Residue;

  // ---------------------------------------------------------------- facts

  readonly intType: number;
  readonly strType: number;
  readonly floatType: number;
  readonly listType: number;
  readonly tupleType: number;
  readonly dictType: number;
  readonly boolType: number;
  readonly typeType: number;
  readonly objectType: number;
  readonly functionType: number;
  readonly methodType: number;
  readonly nativeType: number;
  readonly methodDescriptor: number;
  readonly wrapperDescriptor: number;
  readonly methodWrapper: number;
  readonly classMethodDescriptor: number;
  readonly getsetType: number;
  readonly memberType: number;
  readonly setType: number;
  readonly frozensetType: number;
  readonly bytesType: number;
  readonly cellType: number;
  readonly codeType: number;
  readonly moduleType: number;
  readonly generatorType: number;
  readonly coroutineType: number;
  readonly asyncGeneratorType: number;
  readonly complexType: number;
  readonly superType: number;
  readonly propertyType: number;
  readonly memoryviewType: number;
  readonly tupleGetterType: number;

  /** Offsets in words. */
  readonly funcCode: number;
  readonly funcGlobals: number;
  readonly funcClosure: number;
  readonly funcDefaults: number;
  readonly funcKwdefaults: number;
  readonly codeIndex: number;
  readonly nativeSelf: number;

  /** Whether frames are objects, and callers keep their arguments (to 3.10). */
  readonly framesAreObjects: boolean;
  readonly behaviour: Behaviour;
  readonly messages: Messages;

  /** Where the next object outside of the heap goes, and where the room for such objects ends. */
  staticEnd: number;
  readonly staticLimit: number;

  constructor(
    readonly process: Process,
    readonly host: Host,
    /** The system calls of the process, which may be one of those that another forked. */
    readonly system: System,
  ) {
    this.staticEnd = process.memory.mmap(STATIC_BYTES, '[python]');
    this.staticLimit = this.staticEnd + STATIC_BYTES / 4;
    const py = process.interpreter;
    this.py = py;
    const type = (name: string): number => py.type(name);
    this.intType = type('int');
    this.strType = type('str');
    this.floatType = type('float');
    this.listType = type('list');
    this.tupleType = type('tuple');
    this.dictType = type('dict');
    this.boolType = type('bool');
    this.typeType = type('type');
    this.objectType = type('object');
    this.functionType = type('function');
    this.methodType = type('method');
    this.nativeType = type('builtin_function_or_method');
    this.methodDescriptor = type('method_descriptor');
    this.wrapperDescriptor = type('wrapper_descriptor');
    this.methodWrapper = type('method-wrapper');
    this.classMethodDescriptor = type('classmethod_descriptor');
    this.getsetType = type('getset_descriptor');
    this.memberType = type('member_descriptor');
    this.setType = type('set');
    this.frozensetType = type('frozenset');
    this.bytesType = type('bytes');
    this.cellType = type('cell');
    this.codeType = type('code');
    this.moduleType = type('module');
    this.generatorType = type('generator');
    this.coroutineType = type('coroutine');
    this.asyncGeneratorType = type('async_generator');
    this.complexType = type('complex');
    this.superType = type('super');
    this.propertyType = type('property');
    this.memoryviewType = type('memoryview');
    this.tupleGetterType = type('_collections._tuplegetter');
    const func = (field: string): number => py.structs.offset('PyFunctionObject', field) >> 2;
    this.funcCode = func('func_code');
    this.funcGlobals = func('func_globals');
    this.funcClosure = func('func_closure');
    this.funcDefaults = func('func_defaults');
    this.funcKwdefaults = func('func_kwdefaults');
    this.codeIndex = py.structs.offset('PyCodeObject', 'co_index') >> 2;
    this.nativeSelf = py.structs.offset('PyCFunctionObject', 'm_self') >> 2;
    this.behaviour = py.version.behaviour;
    this.messages = py.version.messages;
    this.framesAreObjects = py.version.compiler.framesAreObjects;
  }
}
