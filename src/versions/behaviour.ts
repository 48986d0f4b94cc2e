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

  /** Native functions that keep a tuple of their parameters' names, as `module.name` or `type.name`. */
  readonly parserNames: ReadonlySet<string>;

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
  /** The main program is known by its absolute path (3.9 on). */
  readonly mainIsAbsolute: boolean;
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
  /** The operands of a call that is done are dropped from the first to the last (3.11 to 3.13). */
  readonly dropsFirstOperandFirst: boolean;
  /** An operator drops its right operand before its left one (3.14 on). */
  readonly dropsRightFirst: boolean;
  /** The tuple and dict of `f(*a, **k)` are dropped as soon as a Python function has what is in them (3.12 on). */
  readonly callExEmpties: boolean;
  /** `del list[i]` leaves the array as it is (3.13 on). */
  readonly deletesInPlace: boolean;
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
  /** `bytearray.extend` refuses a str for what it is (3.13 on). */
  readonly extendRefusesText: boolean;
  /** Mapping proxies have the hash of their mapping (3.12 on). */
  readonly proxiesHash: boolean;
  /** Types can be joined with `|` (3.10 on). */
  readonly typesJoin: boolean;
  /** `list[int].__class__` is that of the alias (3.11 on); lists in it are printed as types are (3.12 on). */
  readonly aliasesHaveClass: boolean;
  readonly aliasListsShort: boolean;
  /** Built-in types can be subscripted (3.9 on). */
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
  /** Assigned bases must free their objects in the same way (to 3.14). */
  readonly basesCompareFree: boolean;
  /** What handles an exception holds its traceback, which a `raise` alone gives back to it (to 3.10). */
  readonly handlersHoldTracebacks: boolean;
  /** The call of `__exit__` holds the traceback that it passes (3.14 on). */
  readonly exitHoldsTraceback: boolean;
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
  /** Errors about empty slots and of `with` name the class with its module (3.13 on, 3.14 on). */
  readonly slotErrorsQualify: boolean;
  readonly withErrorsQualify: boolean;
  /** An error says that there is no `__dict__` for a new attribute (3.13 on). */
  readonly missingDictExplained: boolean;
  /** A missing method of `with` is a TypeError (3.11 on); before, an AttributeError. */
  readonly withTypeError: boolean;
  /** Whether `with` looks for `__exit__` first: `async with` alone (3.8), never, or always (3.14 on). */
  readonly exitFirst: 'async' | 'never' | 'always';
  readonly relativeImportError: 'ValueError' | 'ImportError';
  /** What tracebacks mark: nothing, parts of a line (3.11 on), calls as well (3.13 on). */
  readonly carets: 'none' | 'parts' | 'calls';
  /** What runs at the end is fixed when it begins: taking a function off then comes too late (3.14 on). */
  readonly exitCallsFixed: boolean;
  /** What C prints of an exception of `__main__`: the module and the class's name (3.8), or its qualified name (to 3.10). */
  readonly printsMain: 'name' | 'qualname' | 'never';

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
  /** Who asks for a frame's variables makes a dict for those of comprehensions besides (3.12). */
  readonly hidesComprehensions: boolean;

  // Objects that the compiler and the parser leave behind.
  /** The parser keeps a reference to the bytes of a literal (3.12 and 3.13). */
  readonly keepsBytes: boolean;
  /** The tree holds a bytes object for each token (3.9 on): the empty one of line ends is immortal from 3.12 on. */
  readonly treeHoldsLineEnds: boolean;
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
  /** Codes have None as a constant (to 3.14). */
  readonly noneIsConstant: boolean;
}
