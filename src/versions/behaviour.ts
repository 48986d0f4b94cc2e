import { members3_8, members3_10, members3_11, members3_12, members3_14 } from './members';
import {
  packed3_8,
  packed3_9,
  packed3_10,
  packed3_11,
  packed3_12,
  packed3_13,
  packed3_14,
} from './packed-arguments';

/*
 * What programs do differently in each version, where it is not the compiler or the objects' layout. Each version
 * states what changed.
 */

export interface Behaviour {
  /** Attributes of built-in types that are members. */
  readonly members: ReadonlySet<string>;
  /** What a version has that older ones lack, as `module.name` or `type.name`. */
  readonly added: ReadonlySet<string>;

  /** Built-in types that get their arguments as an array (`tp_vectorcall`). */
  readonly vectorcallTypes: readonly string[];

  /** Native functions that get a tuple and a dict of arguments, as `module.name` or `type.name`. */
  readonly packedArguments: ReadonlySet<string>;

  // What C functions hold while they run.
  /** `print` puts its arguments into a tuple (3.11 to 3.13). */
  readonly printPacks: boolean;
  /** The printing of lists holds each item, also an instance of a class (3.14 on). */
  readonly reprHolds: boolean;
  /** `repr` of containers writes ints straight into its result, in a writer of its own (3.14 on). */
  readonly reprWrites: boolean;
  /** Where a StringIO accumulates: in a list, in a writer (3.12 on), or in one with a block of its own (3.14 on). */
  readonly stringIO: 'list' | 'writer' | 'writer-block';
  /** The attributes of a namespace are shown in order (3.8), and may be given as a mapping (3.13 on). */
  readonly namespaceSorts: boolean;
  readonly namespaceTakesMapping: boolean;
  /** A view of no dimensions has no length (3.12 on). */
  readonly zeroDimensionsNoLength: boolean;
  /** The cache of attributes of types finds names by their hash (to 3.9). */
  readonly cachesByHash: boolean;
  /** Lists hold the two items that decide their order (3.13 on). */
  readonly orderHolds: boolean;
  /** `__floor__`, `__round__` and the others are called without a bound method (3.14 on). */
  readonly roundsUnbound: boolean;
  /** `__getattr__` is called through a bound method (to 3.11). */
  readonly getattrBound: boolean;
  /** What `__set_name__` raises becomes the cause of a RuntimeError (to 3.11); then it gets a note. */
  readonly setNameWraps: boolean;
  /** `__init_subclass__` is found with a tuple of arguments (to 3.10). */
  readonly initSubclassTuple: boolean;
  /** The tuple and dict of `f(*a, **k)` are dropped as soon as a Python function has what is in them (3.12 on). */
  readonly callExEmpties: boolean;
  /** A dict after `**` is passed on as it is (3.8). */
  readonly passesKwargs: boolean;
  /** Objects that a partial calls get their arguments without a tuple (3.9 on), and named ones too (3.15 on). */
  readonly partialVectorcall: boolean;
  readonly partialPassesNamed: boolean;
  /** An item of a container is compared after what is looked for (3.8). */
  readonly searchesFromItem: boolean;
  /** A sequence of unknown length is read into a list (3.14 on). */
  readonly sequencesByList: boolean;
  /** A reverse iterator that has been at the first item keeps its list (3.13 on). */
  readonly reverseKeepsList: boolean;
  /** Pairs of `pairwise` are made in one tuple while nobody else has it (3.13 on). */
  readonly pairwiseReuses: boolean;
  /** `tee` of a tee copies it (3.14 on). */
  readonly teeCopies: boolean;
  /** The list of traces is traced itself (to 3.13). */
  readonly tracesOwnList: boolean;

  // Values.
  /** `a + b` of a str that only the stack holds grows in place (to 3.10). */
  readonly growsStrings: boolean;
  /** `sum` makes its total from a C long, and makes up for what floats lose (3.12 on). */
  readonly sumsLongs: boolean;
  readonly sumCompensates: boolean;
  /** `operator.index` gives an int of a subclass back as it is (to 3.9). */
  readonly indexKeepsClass: boolean;
  /** What `int()` takes of `__trunc__`: an index or what has `__int__`, an index, that with a warning, nothing. */
  readonly truncates: 'int' | 'index' | 'warns' | 'never';
  /** Whether a text of an int is refused for what it is before it is refused for its length (3.12 on). */
  readonly literalsFirst: boolean;
  /** Shifts of one digit by less than a digit make a small int (3.11 on). */
  readonly shortShifts: boolean;
  /** An exception that is thrown into a generator has what that handles as its context (3.9 on). */
  readonly throwChains: boolean;
  /** Of a type and a value given to `throw` it is warned (3.12 on). */
  readonly warnsOfThrow: boolean;
  /** Whether iterators of `itertools` can be copied and pickled: with a warning from 3.12 on, not from 3.14 on. */
  readonly itertoolsCopies: 'always' | 'warns' | 'never';
  /** Short lists are sorted by insertion without runs (3.13 on). */
  readonly sortsShort: boolean;
  /** An OrderedDict is printed as a dict (3.12 on). */
  readonly odictAsDict: boolean;
  /** Strings that the compiler makes are not interned (3.13 on). */
  readonly foldedNotInterned: boolean;
  /** A generator expression asks for its iterator itself (3.15 on). */
  readonly iteratesLate: boolean;
  /** Any built-in type can be subscripted (3.9 on). */
  readonly typesSubscript: boolean;

  /** A partial is printed with the module of its class (3.13 on). */
  readonly partialQualified: boolean;

  // Errors.
  /** Wrappers of slots say their name (3.14 on). */
  readonly slotsNamed: boolean;
  /** Letters whose interned string is not the one that a character is (3.11, 3.12). */
  readonly internedApart: string;
  /** An empty order of bases is refused (3.10 on). */
  readonly refusesEmptyOrder: boolean;
  /** Classes built on list and tuple refuse named arguments as well (3.11 on). */
  readonly refusesDerivedKeywords: boolean;
  /** A property whose getter has no docstring holds None as its own (to 3.11). */
  readonly propertiesKeepNone: boolean;
  /** `&` of a view with an iterable hashes what is in it (3.8). */
  readonly viewsHashAll: boolean;
  /** The old parser (3.8), the new one, or that it says what may have been meant (3.10 on). */
  readonly parser: 'LL(1)' | 'PEG' | 'guesses';
  /** `throw` of an awaitable that has not begun begins it (3.12 on). */
  readonly awaitablesBegin: boolean;
  /** `close` of such an awaitable throws GeneratorExit (3.13 on). */
  readonly awaitablesClose: boolean;
  /** The hook for what a finalizer raises is not told the finalizer (3.14 on). */
  readonly finalizersUntold: boolean;
  /** Assigned bases must free their objects in the same way (to 3.14). */
  readonly basesCompareFree: boolean;
  /** `clear` of a suspended frame is refused (3.13 on). */
  readonly suspendedStay: boolean;
  /** What `classmethod` and `staticmethod` take over from what they wrap (3.10 on). */
  readonly wrappersCopy: readonly string[];
  /** So do those that a class statement makes of `__new__` and others (3.15 on). */
  readonly impliedWrappersCopy: boolean;
  /** `int` and `str` count their arguments themselves (3.13 on). */
  readonly typesCount: boolean;
  /** What `eval` and `exec` take, where an argument has a name. */
  readonly evalParameters: string | false;
  readonly execParameters: string | false;
  /** `int.from_bytes` has a default for the order of bytes (3.11 on). */
  readonly byteOrderDefaults: boolean;

  /** Errors about arguments name the class of a method (3.9 on). */
  readonly methodsQualified: boolean;
  /** An error about an empty slot, and about what cannot be deleted, names the object (3.10 on, 3.11 on). */
  readonly slotErrorsExplain: boolean;
  readonly deletionsExplain: boolean;
  /** An error says that there is no `__dict__` for a new attribute (3.13 on). */
  readonly missingDictExplained: boolean;
  /** A missing method of `with` is a TypeError (3.11 on); before, an AttributeError. */
  readonly withTypeError: boolean;
  /** Whether `with` looks for `__exit__` first: `async with` alone (3.8), never, or always (3.14 on). */
  readonly exitFirst: 'async' | 'never' | 'always';
  readonly relativeImportError: 'ValueError' | 'ImportError';
  /** What tracebacks mark: nothing, parts of a line (3.11 on), calls as well (3.13 on). */
  readonly carets: 'none' | 'parts' | 'calls';

  // Modules, names, frames.
  /** `__main__` has `__cached__` (to 3.14). */
  readonly setsCached: boolean;
  /** Traces know how many frames there were (3.9 on). */
  readonly tracesTotal: boolean;
  /** The line numbers of the library's files: those of 3.8 or of later ones. */
  readonly libraryLines: 1 | 2;
  /** A cell of a parameter is in the parameter's slot (3.11 on). */
  readonly cellsShareSlots: boolean;
  /** A frame keeps the dict that `locals()` gave (to 3.12). */
  readonly keepsLocalsDict: boolean;

  // Objects that the compiler and the parser leave behind.
  /** The parser keeps a reference to the bytes of a literal (3.12 and 3.13). */
  readonly keepsBytes: boolean;
  /** The tree does not hold folded constants and tuples (3.14 on). */
  readonly foldsLate: boolean;
  /** The tables of a scope and of a code have keys of their own, which are kept (3.12 on). */
  readonly tablesHaveKeys: boolean;
  /** Dicts that each scope takes while it is analyzed. */
  readonly scopeDicts: number;
  /** Items of the tuple that each `global` and `nonlocal` is. */
  readonly directiveItems: number;
  /** Dead ints of the symbol table stay on their free list (3.14 on). */
  readonly keepsSymbolInts: boolean;
  /** The recorder does not see the one slice that is kept (to 3.14). */
  readonly keepsSlice: boolean;
  /** Names of variables are one tuple (3.11 on) or three. */
  readonly mergesNames: boolean;
  /** Instructions and lines are merged (3.10 on), and tables of handlers (3.11 on). */
  readonly mergesInstructions: boolean;
  readonly mergesHandlers: boolean;
  /**
   * Codes have no small ints as constants (3.14 on); they have None (to 3.14).
   */
  readonly smallIntsImmediate: boolean;
  readonly noneIsConstant: boolean;
}

export const behaviour3_8: Behaviour = {
  packedArguments: packed3_8,
  members: members3_8,
  added: new Set(),
  vectorcallTypes: ['type', 'object', 'property', 'super'],
  printPacks: false,
  reprHolds: false,
  reprWrites: false,
  cachesByHash: true,
  zeroDimensionsNoLength: false,
  namespaceSorts: true,
  propertiesKeepNone: true,
  tablesHaveKeys: false,
  namespaceTakesMapping: false,
  stringIO: 'list',
  orderHolds: false,
  roundsUnbound: false,
  getattrBound: true,
  setNameWraps: true,
  initSubclassTuple: true,
  callExEmpties: false,
  passesKwargs: true,
  partialVectorcall: false,
  partialPassesNamed: false,
  searchesFromItem: true,
  sequencesByList: false,
  reverseKeepsList: false,
  pairwiseReuses: false,
  teeCopies: false,
  tracesOwnList: true,
  growsStrings: true,
  sumsLongs: false,
  sumCompensates: false,
  indexKeepsClass: true,
  truncates: 'int',
  literalsFirst: false,
  shortShifts: false,
  throwChains: false,
  itertoolsCopies: 'always',
  warnsOfThrow: false,
  sortsShort: false,
  odictAsDict: false,
  foldedNotInterned: false,
  iteratesLate: false,
  typesSubscript: false,
  partialQualified: false,
  internedApart: '',
  refusesEmptyOrder: false,
  refusesDerivedKeywords: false,
  viewsHashAll: true,
  parser: 'LL(1)',
  awaitablesBegin: false,
  awaitablesClose: false,
  finalizersUntold: false,
  basesCompareFree: true,
  suspendedStay: false,
  wrappersCopy: [],
  impliedWrappersCopy: false,
  slotsNamed: false,
  typesCount: false,
  evalParameters: false,
  execParameters: false,
  byteOrderDefaults: false,
  methodsQualified: false,
  slotErrorsExplain: false,
  deletionsExplain: false,
  missingDictExplained: false,
  withTypeError: false,
  exitFirst: 'async',
  relativeImportError: 'ValueError',
  carets: 'none',
  setsCached: true,
  tracesTotal: false,
  libraryLines: 1,
  cellsShareSlots: false,
  keepsLocalsDict: true,
  keepsBytes: false,
  foldsLate: false,
  scopeDicts: 5,
  directiveItems: 3,
  keepsSymbolInts: false,
  keepsSlice: true,
  mergesNames: false,
  mergesInstructions: false,
  mergesHandlers: false,
  smallIntsImmediate: false,
  noneIsConstant: true,
};

const adding = (older: Behaviour, ...names: string[]): ReadonlySet<string> =>
  new Set([...older.added, ...names]);

export const behaviour3_9: Behaviour = {
  ...behaviour3_8,
  packedArguments: packed3_9,
  namespaceSorts: false,
  added: adding(
    behaviour3_8,
    'gc.is_finalized',
    '_tuplegetter.__repr__',
    'tracemalloc.reset_peak',
    'math.lcm',
    'dict.__or__',
    'str.removeprefix',
  ),
  vectorcallTypes: [
    ...behaviour3_8.vectorcallTypes,
    ...['list', 'tuple', 'set', 'frozenset', 'dict', 'range'],
  ],
  passesKwargs: false,
  partialVectorcall: true,
  searchesFromItem: false,
  throwChains: true,
  methodsQualified: true,
  typesSubscript: true,
  viewsHashAll: false,
  parser: 'PEG',
  exitFirst: 'never',
  relativeImportError: 'ImportError',
  tracesTotal: true,
  libraryLines: 2,
};

export const behaviour3_10: Behaviour = {
  ...behaviour3_9,
  packedArguments: packed3_10,
  cachesByHash: false,
  members: members3_10,
  added: adding(
    behaviour3_9,
    'itertools.pairwise',
    'zip.strict',
    'array.index.start',
    'classmethod.__wrapped__',
    'EncodingWarning',
  ),
  vectorcallTypes: [
    ...behaviour3_9.vectorcallTypes,
    ...['bool', 'float', 'map', 'filter', 'reversed'],
  ],
  indexKeepsClass: false,
  truncates: 'index',
  wrappersCopy: ['__module__', '__name__', '__qualname__', '__doc__', '__annotations__'],
  refusesEmptyOrder: true,
  parser: 'guesses',
  slotErrorsExplain: true,
  directiveItems: 5,
  mergesInstructions: true,
};

export const behaviour3_11: Behaviour = {
  ...behaviour3_10,
  packedArguments: packed3_11,
  members: members3_11,
  added: adding(
    behaviour3_10,
    'sys.exception',
    'object.__getstate__',
    'BaseException.add_note',
    'format.z',
    'code.co_qualname',
    'generator.gi_suspended',
    'BaseExceptionGroup',
    'ExceptionGroup',
  ),
  vectorcallTypes: [...behaviour3_10.vectorcallTypes, 'enumerate'],
  printPacks: true,
  execParameters: 'source globals locals / * closure',
  internedApart: 'BCLST_abcdefhijklmnopqrstvwxy',
  refusesDerivedKeywords: true,
  byteOrderDefaults: true,
  initSubclassTuple: false,
  growsStrings: false,
  shortShifts: true,
  truncates: 'warns',
  deletionsExplain: true,
  withTypeError: true,
  carets: 'parts',
  cellsShareSlots: true,
  mergesNames: true,
  mergesHandlers: true,
};

export const behaviour3_12: Behaviour = {
  ...behaviour3_11,
  packedArguments: packed3_12,
  propertiesKeepNone: false,
  tablesHaveKeys: true,
  members: members3_12,
  internedApart: '_abcdenprsx',
  awaitablesBegin: true,
  zeroDimensionsNoLength: true,
  stringIO: 'writer',
  setNameWraps: false,
  added: adding(behaviour3_11, 'sys._is_interned', 'itertools.batched', 'function.__type_params__'),
  getattrBound: false,
  callExEmpties: true,
  sumsLongs: true,
  literalsFirst: true,
  warnsOfThrow: true,
  itertoolsCopies: 'warns',
  sumCompensates: true,
  odictAsDict: true,
  keepsBytes: true,
  scopeDicts: 6,
};

export const behaviour3_13: Behaviour = {
  ...behaviour3_12,
  packedArguments: packed3_13,
  namespaceTakesMapping: true,
  added: adding(behaviour3_12, 'batched.strict', 'str.replace.count', 'PythonFinalizationError'),
  vectorcallTypes: [...behaviour3_12.vectorcallTypes, 'int', 'str'],
  typesCount: true,
  evalParameters: 'source / globals locals',
  execParameters: 'source / globals locals * closure',
  internedApart: '',
  awaitablesClose: true,
  suspendedStay: true,
  orderHolds: true,
  partialQualified: true,
  reverseKeepsList: true,
  pairwiseReuses: true,
  sortsShort: true,
  foldedNotInterned: true,
  missingDictExplained: true,
  carets: 'calls',
  keepsLocalsDict: false,
};

export const behaviour3_14: Behaviour = {
  ...behaviour3_13,
  packedArguments: packed3_14,
  members: members3_14,
  added: adding(behaviour3_13, 'sys._is_immortal'),
  finalizersUntold: true,
  truncates: 'never',
  itertoolsCopies: 'never',
  wrappersCopy: ['__module__', '__name__', '__qualname__', '__doc__'],
  slotsNamed: true,
  printPacks: false,
  reprHolds: true,
  reprWrites: true,
  stringIO: 'writer-block',
  roundsUnbound: true,
  sequencesByList: true,
  teeCopies: true,
  tracesOwnList: false,
  exitFirst: 'always',
  keepsBytes: false,
  foldsLate: true,
  keepsSymbolInts: true,
  smallIntsImmediate: true,
};

export const behaviour3_15: Behaviour = {
  ...behaviour3_14,
  partialPassesNamed: true,
  basesCompareFree: false,
  impliedWrappersCopy: true,
  iteratesLate: true,
  setsCached: false,
  keepsSlice: false,
  noneIsConstant: false,
};
