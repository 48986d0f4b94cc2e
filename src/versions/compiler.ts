/*
 * What the compilers of the versions do (Python/compile.c, codegen.c, flowgraph.c). Each version states what changed.
 */

/** What a version's instructions keep on the stack of a frame (Python/compile.c, codegen.c, flowgraph.c). */
export interface StackRules {
  /** Of a loop: its iterator, and from 3.15 on an index. */
  readonly loop: number;
  /** Of an open `with`: `__exit__`, and from 3.14 on its object. */
  readonly exit: number;
  /** Of a call with keywords: the tuple of their names (3.13 on). */
  readonly names: number;
  /** At `yield from` and `await`: with what the handler around them pushes from 3.12 on. */
  readonly send: number;
  /** The least of a generator: from 3.12 on, what its handler of StopIteration pushes. */
  readonly generator: number;
  /** The least of a generator expression. */
  readonly expression: number;
  /** Whether the value of `and` and `or` is copied before it is tested (3.12 on). */
  readonly copiesTested: boolean;
  /** Whether comprehensions run in the frame around them (3.12 on). */
  readonly inlines: boolean;
  /** Whether the constant keys of a dict come as a tuple (to 3.13). */
  readonly keyTuples: boolean;
  /** Whether a slice of constants is a constant (3.14 on). */
  readonly foldsSlices: boolean;
  /** Whether `'%s' % (a,)` is an f-string (3.11 on). */
  readonly joinsFormats: boolean;
  /** What stands below the arguments of a call: the function, from 3.11 on with an object or NULL. */
  readonly callee: number;
  /** Of a function to make, beside its closure: its code, and to 3.10 its name. */
  readonly made: number;
  /** Of a handler: what it finds; with a type to compare; in its body; and the least of all of it. */
  readonly handler: { readonly found: number; readonly typed: number; readonly body: number };
  /** What `__exit__` needs when it is called with an exception; and `__aexit__`, with its wait. */
  readonly exiting: number;
  readonly asyncExiting: number;
  /** What `async for` needs to wait for an item, on top of its iterator. */
  readonly asyncNext: number;
  /** The least of a function, and of a constant that it returns: 3.12 pushes none. */
  readonly least: number;
  /** Whether `super().name` is one instruction (3.12 on). */
  readonly loadsSuper: boolean;
  /** Whether a format that ends with `{…}` has an empty string behind it (3.12). */
  readonly endsSpec: boolean;
  /** Whether displays of constants are built from a constant (3.9 on). */
  readonly extendsConstants: boolean;
}

/** The rules of the compiler in one version. */
export interface CompilerVersion {
  /** Annotations are made as a dict (to 3.9). */
  readonly annotationDicts: boolean;
  /** `match` statements (3.10 on), type parameters and `type` statements (3.12 on). */
  readonly matchStatements: boolean;
  readonly typeParameters: boolean;
  /** Displays of dicts with constant keys have a tuple of them (to 3.13). */
  readonly dictKeyTuples: boolean;
  /** Calls have frame objects (to 3.10). */
  readonly framesAreObjects: boolean;
  /** How deep the stacks of generators get; from 3.11 on they stand in the generator. */
  readonly stackRules: StackRules;
  /** Comprehensions run in the frame around them (3.12 on). */
  readonly inlinesComprehensions: boolean;
  /** Default values that become a tuple stay constants by themselves, too (to 3.11). */
  readonly keepsFoldedItems: boolean;
  /** A method that is called with keywords is bound first (to 3.10). */
  readonly bindsKeywordCalls: boolean;
  /** Lists of constants are made from a tuple of them (3.9 on). */
  readonly extendsConstants: boolean;
  /** What is no iterable behind a `*` in a call is told with the function (3.8). */
  readonly callsNameStars: boolean;
  /** What `with` does at its end has the line of the last statement in it (to 3.9). */
  readonly withEndsInside: boolean;
  /** Decorators are called in the line of what they decorate (to 3.10). */
  readonly decoratorsAtDefinition: boolean;
  /** The place of a failed `assert`: the statement, its last comparison (3.11), or what it tests (3.13 on). */
  readonly assertsAt: 'statement' | 'compare' | 'test';
  /** An attribute over several lines is in the line of its name (3.10 on), also where it is deleted (3.11 on). */
  readonly attributesAtName: boolean;
  readonly deletionsAtName: boolean;
  /** Loads of locals borrow (3.14 on). */
  readonly borrowsLocals: boolean;
  /** `__exit__` of a `with` waits beside its manager, not bound to it (3.14 on). */
  readonly exitsUnbound: boolean;
  /** What is behind a block without instructions does not borrow (3.14). */
  readonly emptyBlocksHide: boolean;
  /** The load of a loop's iterable borrows (3.14). */
  readonly borrowsIterated: boolean;
  /** Loops read lists and tuples without an iterator (3.15 on). */
  readonly virtualIterators: boolean;
  /** Built-in functions of a generator expression that run in the caller (3.14 on). */
  readonly inlinedBuiltins: readonly string[];
  /** Loads of constants borrow (3.15 on). */
  readonly borrowsConstants: boolean;
  /** Locals of a call that ends are dropped from the last one to the first (3.14 on). */
  readonly dropsLastFirst: boolean;
  /** Annotations are evaluated when they are asked for (3.14 on). */
  readonly lazyAnnotations: boolean;
  /** A `while` that is stopped says its own line, not that of the end of its body (3.10 to 3.13). */
  readonly stopsAtWhile: boolean;
  /**
   * Where a comprehension asks for the next item: at itself, or at what it goes over (3.13 on). Where it adds an
   * element: at the end of that (to 3.9), at itself (3.10, 3.11), or at the element's start, for a dict its key's.
   */
  readonly comprehensionPlaces: {
    readonly next: 'comprehension' | 'iterable';
    readonly add: 'last' | 'comprehension' | 'first';
  };
  /** Classes note their first line and the attributes of their instances (3.13 on). */
  readonly storesFirstLine: boolean;
  /** The constants of functions begin with None where there is no docstring (to 3.13). */
  readonly noneComesFirst: boolean;
  /** Functions are made with their names (to 3.10). */
  readonly qualnamesAreConstants: boolean;
  /** `assert` looks AssertionError up (3.8). */
  readonly assertsByName: boolean;
  /** A `finally` is compiled before what it ends (3.8). */
  readonly finallyFirst: boolean;
  /** Tests of constants leave them in the table (3.10, 3.11), or where they are the first (3.12 on). */
  readonly keepsTests: 'no' | 'yes' | 'first';
  /** A class with functions has a cell for its names, for their annotations (3.14 on). */
  readonly classDictCells: boolean;
  /** Instructions have small ints in them, and codes do not have them as constants (3.14 on). */
  readonly smallIntsImmediate: boolean;
  /** `with` calls `__exit__` with None at its end (3.9 on). */
  readonly withCallsExit: boolean;
}

export const compiler3_8: CompilerVersion = {
  framesAreObjects: true,
  annotationDicts: true,
  dictKeyTuples: true,
  matchStatements: false,
  typeParameters: false,
  inlinesComprehensions: false,
  bindsKeywordCalls: true,
  keepsFoldedItems: true,
  extendsConstants: false,
  callsNameStars: true,
  withEndsInside: true,
  decoratorsAtDefinition: true,
  assertsAt: 'statement',
  attributesAtName: false,
  deletionsAtName: false,
  borrowsLocals: false,
  exitsUnbound: false,
  emptyBlocksHide: false,
  borrowsIterated: false,
  virtualIterators: false,
  inlinedBuiltins: [],
  borrowsConstants: false,
  dropsLastFirst: false,
  lazyAnnotations: false,
  stopsAtWhile: false,
  storesFirstLine: false,
  noneComesFirst: true,
  qualnamesAreConstants: true,
  assertsByName: true,
  withCallsExit: false,
  finallyFirst: true,
  keepsTests: 'no',
  classDictCells: false,
  smallIntsImmediate: false,
  comprehensionPlaces: { next: 'comprehension', add: 'last' },
  stackRules: {
    loop: 1,
    exit: 1,
    names: 1,
    send: 2,
    generator: 1,
    expression: 0,
    copiesTested: false,
    inlines: false,
    keyTuples: true,
    foldsSlices: false,
    joinsFormats: false,
    callee: 1,
    made: 2,
    handler: { found: 6, typed: 7, body: 3 },
    exiting: 8,
    asyncExiting: 8,
    asyncNext: 2,
    least: 1,
    loadsSuper: false,
    endsSpec: false,
    extendsConstants: false,
  },
};

/** Lists of constants are made from a constant. */
export const compiler3_9: CompilerVersion = {
  ...compiler3_8,
  extendsConstants: true,
  assertsByName: false,
  withCallsExit: true,
  finallyFirst: false,
  callsNameStars: false,
  stackRules: {
    ...compiler3_8.stackRules,
    exiting: 7,
    asyncExiting: 7,
    extendsConstants: true,
  },
};

/** Annotations are a tuple of names and values. */
export const compiler3_10: CompilerVersion = {
  ...compiler3_9,
  withEndsInside: false,
  attributesAtName: true,
  keepsTests: 'yes',
  matchStatements: true,
  stopsAtWhile: true,
  annotationDicts: false,
  comprehensionPlaces: { next: 'comprehension', add: 'comprehension' },
};

/** Frames are no objects until somebody asks; a call has an object or NULL below its function. */
export const compiler3_11: CompilerVersion = {
  ...compiler3_10,
  framesAreObjects: false,
  deletionsAtName: true,
  decoratorsAtDefinition: false,
  assertsAt: 'compare',
  qualnamesAreConstants: false,
  bindsKeywordCalls: false,
  stackRules: {
    ...compiler3_10.stackRules,
    joinsFormats: true,
    names: 0,
    expression: 2,
    callee: 2,
    made: 1,
    handler: { found: 4, typed: 2, body: 1 },
    exiting: 5,
    asyncExiting: 5,
  },
};

/** Comprehensions run in the frame around them. */
export const compiler3_12: CompilerVersion = {
  ...compiler3_11,
  assertsAt: 'statement',
  typeParameters: true,
  keepsTests: 'first',
  keepsFoldedItems: false,
  inlinesComprehensions: true,
  comprehensionPlaces: { next: 'comprehension', add: 'first' },
  stackRules: {
    ...compiler3_11.stackRules,
    send: 3,
    generator: 2,
    copiesTested: true,
    inlines: true,
    asyncExiting: 6,
    asyncNext: 3,
    least: 0,
    endsSpec: true,
    loadsSuper: true,
  },
};

/** Classes note their first line; keyword names are on the stack again. */
export const compiler3_13: CompilerVersion = {
  ...compiler3_12,
  assertsAt: 'test',
  storesFirstLine: true,
  comprehensionPlaces: { next: 'iterable', add: 'first' },
  stackRules: {
    ...compiler3_12.stackRules,
    endsSpec: false,
    names: 1,
    least: 1,
  },
};

/** Loads of locals borrow, annotations are evaluated when they are asked for. */
export const compiler3_14: CompilerVersion = {
  ...compiler3_13,
  dictKeyTuples: false,
  noneComesFirst: false,
  classDictCells: true,
  smallIntsImmediate: true,
  borrowsLocals: true,
  exitsUnbound: true,
  emptyBlocksHide: true,
  borrowsIterated: true,
  inlinedBuiltins: ['all', 'any', 'tuple'],
  dropsLastFirst: true,
  lazyAnnotations: true,
  stopsAtWhile: false,
  stackRules: {
    ...compiler3_13.stackRules,
    exit: 2,
    keyTuples: false,
    foldsSlices: true,
  },
};

/** Loops read lists and tuples without an iterator. */
export const compiler3_15: CompilerVersion = {
  ...compiler3_14,
  borrowsIterated: false,
  virtualIterators: true,
  inlinedBuiltins: ['all', 'any', 'tuple', 'list', 'set'],
  borrowsConstants: true,
  emptyBlocksHide: false,
  stackRules: {
    ...compiler3_14.stackRules,
    loop: 2,
    send: 4,
    expression: 4,
    asyncExiting: 7,
    asyncNext: 4,
  },
};
