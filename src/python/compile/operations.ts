import type { Code } from './code';
import type { RunningFrame } from './running-frame';

/*
 * The instructions of this simulator: what emitted JavaScript calls. The compiler knows nothing else of the
 * runtime, and ceval/operations.ts gives the functions.
 *
 * Objects are words. As instructions pop their operands off the stack, an operation steals the references
 * of its operands and gives a new one, unless it says that an operand is borrowed. `mask` says which operands
 * of a call are borrowed: bit 0 what is called, bit 1 the first argument.
 */

/** The runtime, which emitted code only passes on. */
type Runtime = object;

/** An exception on its way through JavaScript. */
export interface Thrown {
  readonly op: number;
}

/** Where a name was found last (`s0`, `s1`, … in emitted code). */
type InlineCache = object;

/** What the patterns of a `case` captured. */
interface MatchCaptures {
  set(index: number, word: number): boolean;
  take(index: number): number;
  done(): void;
  sequence(subject: number, count: number, star: number): number[] | null;
  mapping(subject: number, keys: readonly number[], rest: boolean): number[] | null;
  instance(subject: number, cls: number, count: number, names: readonly number[]): number[] | null;
}

/** What emitted code asks of the handlers of `except*`. */
export interface StarMatches {
  match(type: number): Thrown | null;
  failed(error: unknown): Thrown;
  end(): Thrown | null;
  drop(): void;
}

/** What an awaitable is asked for. */
export type AwaitedBy = 'await' | 'anext' | 'aenter' | 'aexit';

export interface Operations {
  // ---------------------------------------------------------------- await, async for, async with
  /** `GET_AITER`: the asynchronous iterator of a value. Steals the value. */
  aiter(rt: Runtime, o: number): number;
  /** `GET_ANEXT`: an awaitable for the next item. Borrows the iterator. */
  anext(rt: Runtime, iterator: number): number;
  /** `END_ASYNC_FOR`: 0 where the exception only says that there are no more items. */
  asyncEnd(rt: Runtime, exc: Thrown): 0;
  /** What an asynchronous generator yields. Steals the value. */
  asyncGenWrap(rt: Runtime, value: number): number;
  /** `_PyCoro_GetAwaitableIter`: the iterator of an awaitable. Steals the awaitable. */
  awaitable(rt: Runtime, o: number, how: AwaitedBy): number;

  // ---------------------------------------------------------------- lists, sets, dicts and tuples
  annotations(rt: Runtime, words: readonly number[]): number;
  /** `{**o}`: takes `o` over. */
  dictUpdateOp(rt: Runtime, dict: number, o: number): void;
  /** `BUILD_MAP_UNPACK` (3.8). */
  dictOfMappings(rt: Runtime, mappings: readonly number[]): number;
  /** Gives what `name(generator)` would. Steals both. */
  drain(rt: Runtime, name: string, built: number, it: number): number;
  /** What a built-in function begins with that runs in its caller. 0 when `func` is another function. */
  inlined(rt: Runtime, func: number, name: string): number;
  listExtendOp(rt: Runtime, list: number, o: number): void;
  /** Lists and sets of constants: from a tuple or frozenset of the code. */
  listOf(rt: Runtime, constants: number): number;
  listToTuple(rt: Runtime, list: number): number;
  setExtend(rt: Runtime, set: number, o: number): void;
  setOf(rt: Runtime, constants: number): number;

  // ---------------------------------------------------------------- class
  /** Runs a class body and makes the class; takes the words over. */
  /** The same with the bases in a tuple, and named arguments in a dict or 0. Steals them. */
  buildStarredClass(
    rt: Runtime,
    frame: RunningFrame,
    code: Code,
    closure: number,
    name: number,
    bases: number,
    keywords: number,
  ): number;
  buildClass(
    rt: Runtime,
    frame: RunningFrame,
    code: Code,
    closure: number,
    name: number,
    bases: number[],
    names: number[],
    values: number[],
  ): number;

  // ---------------------------------------------------------------- the arguments of f(*args, **kwargs)
  /** The arguments of `f(*o)` as a tuple: takes `o` over. */
  argsTuple(rt: Runtime, o: number, func: number): number;
  /** The named arguments of a call with only `**o`. 3.8 passes a dict on as it is; later versions copy it. */
  kwargsOnly(rt: Runtime, o: number, func: number): number;
  kwargsUpdate(rt: Runtime, dict: number, o: number, func: number): void;

  // ---------------------------------------------------------------- functions
  /** `MAKE_FUNCTION`: takes everything over. */
  makeFunction(
    rt: Runtime,
    frame: RunningFrame,
    code: Code,
    defaults: number,
    kwdefaults: number,
    annotations: number,
    closure: number,
  ): number;

  // ---------------------------------------------------------------- calls
  call0(rt: Runtime, f: number, mask: number): number;
  call1(rt: Runtime, f: number, a: number, mask: number): number;
  call2(rt: Runtime, f: number, a: number, b: number, mask: number): number;
  call3(rt: Runtime, f: number, a: number, b: number, c: number, mask: number): number;
  /** `f(*args, **kwargs)`: takes all over; `kwargs` may be 0. */
  callEx(rt: Runtime, f: number, args: number, kwargs: number): number;
  callKw(rt: Runtime, f: number, values: number[], names: number[], mask: number): number;
  callV(rt: Runtime, f: number, args: number[], mask: number): number;
  /**
   * `LOAD_METHOD` of a borrowed object: 0 where its class has a method of that name, which a call finds
   * again; else the attribute, a new reference.
   */
  findMethod(rt: Runtime, o: number, site: InlineCache): number;
  m0(rt: Runtime, o: number, site: InlineCache, mask: number): number;
  m1(rt: Runtime, o: number, site: InlineCache, a: number, mask: number): number;
  m2(rt: Runtime, o: number, site: InlineCache, a: number, b: number, mask: number): number;
  m3(
    rt: Runtime,
    o: number,
    site: InlineCache,
    a: number,
    b: number,
    c: number,
    mask: number,
  ): number;
  mKw(
    rt: Runtime,
    o: number,
    site: InlineCache,
    values: number[],
    names: number[],
    mask: number,
  ): number;
  mV(rt: Runtime, o: number, site: InlineCache, args: number[], mask: number): number;

  // ---------------------------------------------------------------- lines and prompts
  /** What an interactive prompt does with a value: takes it over. */
  display(rt: Runtime, value: number): void;
  /** A line begins. */
  lineEvent(
    rt: Runtime,
    frame: RunningFrame,
    lineno: number,
    column: number,
    isDefinition: boolean,
  ): void;

  // ---------------------------------------------------------------- exceptions
  /** Marks an exception that leaves its handler. */
  again(rt: Runtime, exc: Thrown): Thrown;
  assertionError(rt: Runtime, message: number): never;
  /** An exception arrives in a handler of the frame. */
  caught(rt: Runtime, frame: RunningFrame, error: unknown): Thrown;
  /** A `try` with `except*` that an exception arrived at. */
  starHandlers(rt: Runtime, frame: RunningFrame, exc: Thrown): StarMatches;
  /** Whether a handler of `type`, which it takes over, is for the exception. */
  matches(rt: Runtime, exc: Thrown, type: number): boolean;
  /** An exception leaves an inlined comprehension. */
  passing(rt: Runtime, frame: RunningFrame, error: unknown): Thrown;
  /** Leaves a handler: the exception is done, unless it was passed on. */
  popExc(rt: Runtime, before: Thrown | null | undefined, exc: Thrown): void;
  /** Leaves a `finally`: the exception goes on, unless something else took its place. */
  popFinal(rt: Runtime, before: Thrown | null | undefined, exc: Thrown, goesOn: boolean): void;
  /** The exception becomes the one that is being handled. @returns the one before */
  pushExc(rt: Runtime, exc: Thrown): Thrown | null | undefined;
  /** The same of a `with`, and of a `finally`. */
  pushExit(rt: Runtime, exc: Thrown): Thrown | null | undefined;
  pushFinal(rt: Runtime, exc: Thrown): Thrown | null | undefined;
  /** `raise e from c`: takes both over; `cause` 0 is none. */
  raiseVarargs(rt: Runtime, value: number, cause: number): never;
  /** `raise` alone. */
  reraise(rt: Runtime): never;
  /** An exception leaves the frame. */
  unwind(rt: Runtime, frame: RunningFrame, error: unknown): Thrown;

  // ---------------------------------------------------------------- type parameters
  /** `T` of `def f[T]`: takes its name, its kind and what evaluates its bound over. */
  typeParameter(rt: Runtime, name: number, kind: number, bound: number): number;
  /** `type X = …`: takes the name, what evaluates the value, and the parameters over. */
  typeAlias(rt: Runtime, name: number, value: number, params: number): number;
  /** The base class of `class C[T]`: takes the parameters over. */
  genericBase(rt: Runtime, params: number): number;

  // ---------------------------------------------------------------- match
  newCaptures(rt: Runtime): MatchCaptures;

  // ---------------------------------------------------------------- names
  /** `name: annotation` of a module or class: takes the annotation over. */
  annotate(rt: Runtime, frame: RunningFrame, name: number, annotation: number): void;
  /** A free variable of a class body, which its own names hide. */
  classDeref(rt: Runtime, frame: RunningFrame, name: number, cell: number, text: string): number;
  deleteGlobal(rt: Runtime, frame: RunningFrame, name: number): void;
  deleteName(rt: Runtime, frame: RunningFrame, name: number): void;
  /** The frame is done: it drops the dict that `locals()` gave. */
  forgetLocals(rt: Runtime, frame: RunningFrame): void;
  /** The end of `except … as name`. */
  forgetName(rt: Runtime, frame: RunningFrame, name: number, global: boolean): void;
  /** The global or built-in under a site's name: a new reference. */
  loadGlobal(rt: Runtime, frame: RunningFrame, site: InlineCache): number;
  /** A name of a module or class body. */
  loadName(rt: Runtime, frame: RunningFrame, site: InlineCache): number;
  storeGlobal(rt: Runtime, frame: RunningFrame, site: InlineCache, value: number): void;
  storeName(rt: Runtime, frame: RunningFrame, site: InlineCache, value: number): void;

  // ---------------------------------------------------------------- unpacking
  /** `a, b = o`: takes `o` over, gives new references. */
  unpackSequence(rt: Runtime, o: number, count: number): number[];
  /** `a, *b, c = o`. */
  unpackEx(rt: Runtime, o: number, before: number, after: number): number[];

  // ---------------------------------------------------------------- with
  /** Enters a manager, which it takes over. */
  enterContext(rt: Runtime, manager: number, isAsync: boolean): number;
  /** Takes `self` over, which may be 0. */
  exitNormally(rt: Runtime, exit: number, self: number): number;
  /** Leaves with an exception: gives what `__exit__` returned, or a coroutine that will. */
  exitWith(rt: Runtime, exit: number, self: number, exc: Thrown): number;
  /** `__exit__` returned: the exception ends here, or is passed on. */
  leaveExit(rt: Runtime, before: Thrown | null | undefined, exc: Thrown, swallowed: boolean): void;
  /** A new reference to a borrowed manager whose `__exit__` is a method (3.14 on), or 0. */
  exitSelf(rt: Runtime, manager: number, isAsync: boolean): number;
  /** The `__exit__` of a borrowed manager, bound unless that waits as `self`. */
  lookupExit(rt: Runtime, manager: number, isAsync: boolean, self: number): number;

  // ---------------------------------------------------------------- import
  importFrom(rt: Runtime, frame: RunningFrame, from: string, attribute: string): number;
  /** `import name` gives the first part, `import name as x` the last. */
  importName(rt: Runtime, name: string, last: boolean): number;
  importStar(rt: Runtime, frame: RunningFrame, from: string): void;

  // ---------------------------------------------------------------- operators
  add(rt: Runtime, a: number, b: number): number;
  bitAnd(rt: Runtime, a: number, b: number): number;
  floorDivide(rt: Runtime, a: number, b: number): number;
  inPlaceAdd(rt: Runtime, a: number, b: number): number;
  inPlaceAnd(rt: Runtime, a: number, b: number): number;
  inPlaceFloorDivide(rt: Runtime, a: number, b: number): number;
  inPlaceLshift(rt: Runtime, a: number, b: number): number;
  inPlaceMatrixMultiply(rt: Runtime, a: number, b: number): number;
  inPlaceRemainder(rt: Runtime, a: number, b: number): number;
  inPlaceMultiply(rt: Runtime, a: number, b: number): number;
  inPlaceOr(rt: Runtime, a: number, b: number): number;
  inPlacePower(rt: Runtime, a: number, b: number): number;
  inPlaceRshift(rt: Runtime, a: number, b: number): number;
  inPlaceSubtract(rt: Runtime, a: number, b: number): number;
  inPlaceTrueDivide(rt: Runtime, a: number, b: number): number;
  inPlaceXor(rt: Runtime, a: number, b: number): number;
  lshift(rt: Runtime, a: number, b: number): number;
  matrixMultiply(rt: Runtime, a: number, b: number): number;
  remainder(rt: Runtime, a: number, b: number): number;
  multiply(rt: Runtime, a: number, b: number): number;
  bitOr(rt: Runtime, a: number, b: number): number;
  power(rt: Runtime, a: number, b: number): number;
  rshift(rt: Runtime, a: number, b: number): number;
  subtract(rt: Runtime, a: number, b: number): number;
  trueDivide(rt: Runtime, a: number, b: number): number;
  /** `-a`, `+a`, `~a`: takes it over. */
  unary(rt: Runtime, op: string, a: number): number;
  bitXor(rt: Runtime, a: number, b: number): number;

  // ---------------------------------------------------------------- cells
  cellDelete(rt: Runtime, cell: number, name: string): void;
  cellGet(rt: Runtime, cell: number, name: string, free: boolean): number;
  cellPeek(rt: Runtime, cell: number): number;
  cellSet(rt: Runtime, cell: number, value: number): void;
  /** A cell of a call. Cells are made before the new frame counts, so they belong to the caller's line. */
  frameCell(rt: Runtime, frame: RunningFrame, value: number): number;
  freeCell(rt: Runtime, frame: RunningFrame, index: number): number;
  /** A cell that takes the word over. */
  newCell(rt: Runtime, value: number): number;

  // ---------------------------------------------------------------- comparisons
  /** A comparison of owned words; its result. */
  compareOp(rt: Runtime, op: number, a: number, b: number): number;
  isOp(rt: Runtime, a: number, b: number): boolean;
  /** The same as a JavaScript boolean. */
  compareTest(rt: Runtime, op: number, a: number, b: number): boolean;

  // ---------------------------------------------------------------- dicts
  /** A pair of a dict display made by a loop (`MAP_ADD`): takes both over. */
  dictGive(rt: Runtime, dict: number, key: number, value: number): void;
  dictSet(rt: Runtime, dict: number, key: number, value: number): void;

  // ---------------------------------------------------------------- f-strings
  /** A part of an f-string: takes value and spec (0: none) over. */
  formatValueOp(
    rt: Runtime,
    value: number,
    spec: number,
    conversion: 's' | 'r' | 'a' | null,
  ): number;
  /** The parts of an f-string: takes them over. */
  buildString(rt: Runtime, parts: readonly number[]): number;

  // ---------------------------------------------------------------- frames
  /** Whether the frame's object outlives the call; to 3.10 its block waits for the code's next one. */
  keeps(rt: Runtime, frame: RunningFrame): boolean;
  /** The frame is done; its locals are still there. */
  leave(rt: Runtime, frame: RunningFrame): void;
  /** The frame's object takes its locals over. It takes references of its own to borrowed ones. */
  release(rt: Runtime, frame: RunningFrame, locals: readonly number[]): void;

  // ---------------------------------------------------------------- generators
  /** The iterator of `yield from`: steals the value. */
  yieldFromIter(rt: Runtime, o: number): number;
  /** Iterates on behalf of a generator (`yield from`). Borrows the iterator; gives its return value. */
  yieldFrom(rt: Runtime, frame: RunningFrame, it: number): Generator<number, number, number>;

  // ---------------------------------------------------------------- attributes
  /** `o.name` of compiled code: takes `o` over. */
  loadAttr(rt: Runtime, o: number, site: InlineCache): number;

  // ---------------------------------------------------------------- loops
  /** `iter(o)` of compiled code: takes `o` over. */
  takeIter(rt: Runtime, o: number): number;
  /** `GET_ITER` of 3.15: a list or tuple itself, whose items `nextAt` gives. Steals `o`. */
  iterOrSequence(rt: Runtime, o: number): number;
  /** The next item of a borrowed iterator: a new reference, or 0 at the end. */
  iterNext(rt: Runtime, it: number): number;
  /** `FOR_ITER` of 3.15: the item of a list or tuple, or the next of an iterator; 0 at the end. */
  nextAt(rt: Runtime, o: number, index: number): number;

  // ---------------------------------------------------------------- operands that are borrowed
  /** An operation whose operands CPython borrows: references to them do not count meanwhile. */
  lending<T>(rt: Runtime, operands: readonly number[], operation: () => T): T;

  // ---------------------------------------------------------------- setting attributes
  deleteAttr(rt: Runtime, o: number, site: InlineCache): void;
  /** `o.name = v` of compiled code: takes both over. */
  storeAttr(rt: Runtime, o: number, site: InlineCache, v: number): void;

  // ---------------------------------------------------------------- setting items, and in
  /** `item in o`: takes both over. */
  containsOp(rt: Runtime, o: number, item: number): boolean;
  /** `del o[key]`: takes both over. */
  deleteSubscr(rt: Runtime, o: number, key: number): void;
  /** `o[key] = v`: takes all over. */
  storeSubscr(rt: Runtime, o: number, key: number, v: number): void;

  // ---------------------------------------------------------------- items
  /** `o[key]` of compiled code: takes both over. */
  binarySubscr(rt: Runtime, o: number, key: number): number;
  newSlice(rt: Runtime, start: number, stop: number, step: number): number;

  // ---------------------------------------------------------------- super
  /** `super(type, o)`, both borrowed. */
  superOf(rt: Runtime, type: number, o: number): number;

  // ---------------------------------------------------------------- truth
  /** `PyObject_IsTrue` of a borrowed word. */
  truth(rt: Runtime, op: number): boolean;
  /** The truth of an operand of `and` or `or`. From 3.12 on the test holds a reference of its own. */
  truthKept(rt: Runtime, op: number): boolean;
  /** The same of an owned word. */
  truthOf(rt: Runtime, op: number): boolean;

  // ---------------------------------------------------------------- strings that grow in place
  /** `unicode_concatenate` in place: takes both over. */
  strAppend(rt: Runtime, local: number, value: number): number;
  /** Whether a local str grows in place when another is added: nobody else holds it. */
  strAppends(rt: Runtime, local: number, value: number): boolean;

  // ---------------------------------------------------------------- errors
  unbound(rt: Runtime, name: string): never;

  // ---------------------------------------------------------------- classes
  /** Whether a local, which may be unbound, is an instance of a class of the program's. */
  isOfClass(rt: Runtime, op: number): boolean;

  // ---------------------------------------------------------------- objects
  newBool(rt: Runtime, value: boolean): number;
  /** A dict of keys and values in turn. Steals all of them. */
  newDictOf(rt: Runtime, words: readonly number[]): number;
  dictSized(rt: Runtime, count: number): number;
  /** A list that takes the words over. */
  newList(rt: Runtime, words: readonly number[]): number;
  listAdd(rt: Runtime, list: number, item: number): void;
  /** A set that takes the words over. */
  newSet(rt: Runtime, words: readonly number[]): number;
  /** Takes the item over. */
  setAdd(rt: Runtime, set: number, item: number): void;
  /** A tuple that takes the words over. */
  newTuple(rt: Runtime, words: readonly number[]): number;
}

export type OperationName = keyof Operations;

/** Operations that call something, and may have to wait for it: threads have another form of them. */
export type ThreadedName =
  | 'call0'
  | 'call1'
  | 'call2'
  | 'call3'
  | 'callV'
  | 'callKw'
  | 'callEx'
  | 'm0'
  | 'm1'
  | 'm2'
  | 'm3'
  | 'mV'
  | 'mKw'
  | 'enterContext';
