import {
  type UnraisableMessages,
  unraisable3_8,
  unraisable3_10,
  unraisable3_13,
  unraisable3_14,
  unraisable3_15,
} from './unraisable';
/*
 * The words of error messages, where versions differ. Each version states what changed.
 */

/**
 * The message of a division by zero, by operator and type (Objects/longobject.c, floatobject.c,
 * complexobject.c).
 */
export interface ZeroDivisions {
  readonly intQuotient: string;
  readonly intRemainder: string;
  readonly power: string;
  readonly floatQuotient: string;
  readonly floatFloor: string;
  readonly floatRemainder: string;
  readonly floatDivmod: string;
  readonly complexQuotient: string;
}

/** Messages of `%` formats (Objects/unicodeobject.c). */
export interface PercentMessages {
  readonly tooFew: (given: number) => string;
  /** `kind`: of what the format is, `string` or `bytes`. */
  readonly tooMany: (kind: string, needed: number, given: number) => string;
  readonly incomplete: (at: number) => string;
  readonly noMapping: (type: string) => string;
  /** `at`: where the format begins; `last`: where its letter is. */
  readonly unsupported: (letter: string, code: string, at: number, last: number) => string;
  readonly notReal: (letter: string, type: string) => string;
  readonly notInteger: (letter: string, wanted: string, type: string) => string;
  readonly notCharacter: (length: number) => string;
  readonly characterOfType: (type: string) => string;
  readonly characterRange: (limit: string) => string;
  readonly notBytes: (type: string) => string;
  readonly notByte: (given: string) => string;
  readonly incompleteKey: (at: number) => string;
  readonly starNoInt: (index: number, type: string) => string;
  readonly realRequired: (letter: string, type: string) => string;
}

/** What the compiler warns of, and in which words (Python/codegen.c, Parser/string_parser.c). */
export interface SyntaxWarnings {
  readonly isLiteral: (op: string, type: string, meant: string) => string;
  readonly escape: (letter: string) => string;
  readonly escapeCategory: 'SyntaxWarning' | 'DeprecationWarning';
  /** The same where a filter makes an error of it. */
  readonly escapeError: (letter: string) => string;
  /** Whether a negative number is a literal (to 3.13), and a tuple of constants one that is asserted (3.9 on). */
  readonly negativeLiterals: boolean;
  readonly assertsConstants: boolean;
  /** Whether it is warned of `return`, `break` and `continue` in a `finally` (3.14 on). */
  readonly finallyLeft: boolean;
}

export interface Messages {
  readonly warnings: SyntaxWarnings;
  readonly unraisable: UnraisableMessages;
  /** What a memoryview is cast to. */
  readonly nativeFormat: string;
  readonly zero: ZeroDivisions;
  readonly percent: PercentMessages;
  /** What a float can be made of: `real number`. */
  readonly realNumber: string;
  readonly noteOfNoText: (type: string) => string;
  /** What `__int__` or `__index__` gave; `type`: whose method it is. */
  readonly notInt: (type: string, method: string, returned: string) => string;
  /** What `__float__` gave. */
  readonly notFloat: (type: string, returned: string) => string;
  /** The length of texts of ints that are allowed, as errors say it. */
  readonly digitLimit: (limit: number) => string;
  readonly suspendedFrame: string;
  readonly unboundLocal: (name: string) => string;
  readonly unboundFree: (name: string) => string;
  readonly notAGeneration: (type: string) => string;
  readonly negativeR: string;
  readonly negativeTee: string;
  readonly freeVariables: (mode: string, count: number) => string;
  /** Of `index`, `insert` and others; `remove` has its own. An item is printed only where it is named. */
  readonly notInDeque: (method: string, item: () => string) => string;
  readonly notInDequeToRemove: (item: () => string) => string;
  readonly dequeChangedInRemove: string;
  readonly notInList: (item: () => string) => string;
  readonly reduceOfNothing: string;
  readonly attributeName: (called: string, type: string) => string;
  readonly extremeOfNothing: (called: string) => string;
  readonly notAContainer: (type: string) => string;
  readonly methodOfNone: string;
  readonly resolutionOrder: (bases: string) => string;
  /** The operator of `pow` with three arguments. */
  readonly moduloPower: string;
  readonly instanceOfNoType: string;
  readonly subclassOfNoType: string;
  readonly updateElement: (index: number) => string;
  readonly unexpectedKeyword: (called: string, name: string) => string;
  /** What `max()` and `range()` say without arguments. */
  /** A method of a type, in an error about its arguments. */
  readonly boundName: (type: string, name: string) => string;
  readonly atLeastOne: (called: string) => string;
  readonly negativeLength: string;
  /** What `chr` says of a number that is no C int; empty where it is only out of range. */
  readonly characterTooLarge: string;
  readonly hexOfNoText: (type: string) => string;
  /** `at`: where the text ends. */
  readonly hexOdd: (at: number) => string;
  readonly classMethodOfNoType: (method: string, owner: string, type: string) => string;
  /** What an error adds about the name that may have been meant. */
  readonly meant: (name: string | undefined) => string;
  readonly hintNoInt: (name: string, type: string) => string;
  readonly hintNegative: (name: string) => string;
  readonly classAssignment: string;
  readonly abstractClass: (type: string, methods: readonly string[]) => string;
  readonly orderOfNoClass: (type: string, item: string) => string;
  readonly slotsNotSupported: (type: string) => string;
  /** A property that cannot be read, set or deleted. `name`: as its class calls it, '' where none does. */
  readonly noAccessor: (
    name: string,
    type: string,
    what: 'getter' | 'setter' | 'deleter',
  ) => string;
  /** A name of a class that cannot be deleted. */
  readonly specialStays: (name: string, type: string) => string;
  readonly immutableType: (name: string, type: string) => string;
  readonly typeSubscript: (type: string) => string;
  readonly formatReturned: (type: string, given: string) => string;
  /** Arguments that `complex()` does not take: a text and another, a text as the second, others. */
  readonly complexOfTextAnd: string;
  readonly complexAndText: string;
  readonly complexOf: (type: string, first: boolean) => string;
  readonly complexAnd: (type: string) => string;
  readonly complexReturned: (type: string, given: string) => string;
  readonly iterOfNoCallable: string;
  readonly noIterableAssigned: string;
  /** `str.find` and its kin of something that is no text. */
  readonly noTextSought: (method: string, type: string) => string;
  readonly notInRange: (shown: string) => string;
  /** What else than a dict can be globals, or a class's namespace: ` or frozendict` with an article (3.15 on). */
  readonly orFrozen: (article: string) => string;
  /** A fill byte that is none: of `length` bytes, or null where it is no bytes. */
  readonly fillBytes: (method: string, type: string, length: number | null) => string;
  /** A subscript of an alias that has no type variables, and one of so many that they do not fit. */
  readonly notGeneric: (alias: string) => string;
  readonly genericArguments: (much: string, alias: string, given: number, wanted: number) => string;
  /** A union that has a generic type with parameters in it, in `isinstance` or `issubclass`. */
  readonly unionOfGenerics: (what: string) => string;
  readonly stringIndices: (type: string) => string;
  readonly superCount: (given: number) => string;
  readonly superOfNoType: (type: string) => string;
  readonly superMismatch: (object: string, type: string) => string;
  readonly awaitReturned: (type: string, returned: string) => string;
  readonly cannotAwait: (type: string) => string;
  /** What an error of `with` adds about the method that is missing. */
  readonly missedMethod: (missed: 'enter' | 'exit', method: string) => string;
  /** `got`: where it is known. */
  readonly tooManyToUnpack: (expected: number, got: number | null) => string;
  /** How a function is called in an error about its arguments. */
  readonly functionName: (name: string, qualname: string) => string;
  readonly callableName: (name: string, qualname: string) => string;
  /** The callable before `*` or `**`. */
  readonly unpackedArgument: (callable: string) => string;
  readonly starred: (type: string) => string;
  readonly invalidSpecifier: (text: string, type: string) => string;
}

/** What a property cannot do (to 3.10). */
const noAccess = {
  getter: 'unreadable attribute',
  setter: "can't set attribute",
  deleter: "can't delete attribute",
};

export const messages3_8: Messages = {
  unraisable: unraisable3_8,
  nativeFormat: 'native single character format',
  zero: {
    intQuotient: 'integer division or modulo by zero',
    intRemainder: 'integer division or modulo by zero',
    power: '0.0 cannot be raised to a negative power',
    floatQuotient: 'float division by zero',
    floatFloor: 'float divmod()',
    floatRemainder: 'float modulo',
    floatDivmod: 'float divmod()',
    complexQuotient: 'complex division by zero',
  },
  percent: {
    tooFew: () => 'not enough arguments for format string',
    tooMany: (kind) => `not all arguments converted during ${kind} formatting`,
    incomplete: () => 'incomplete format',
    noMapping: () => 'format requires a mapping',
    unsupported: (letter, code, _at, last) =>
      `unsupported format character '${letter}' (${code}) at index ${last}`,
    notReal: (_letter, type) => `must be real number, not ${type}`,
    notInteger: (letter, wanted, type) => `%${letter} format: ${wanted} is required, not ${type}`,
    notCharacter: () => '%c requires int or char',
    characterOfType: () => '%c requires int or char',
    characterRange: (limit) => `%c arg not in range(${limit})`,
    notBytes: (type) =>
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${type}'`,
    notByte: () => '%c requires an integer in range(256) or a single byte',
    incompleteKey: () => 'incomplete format key',
    starNoInt: () => '* wants int',
    realRequired: (_letter, type) => `float argument required, not ${type}`,
  },
  warnings: {
    isLiteral: (op, _type, meant) => `"${op}" with a literal. Did you mean "${meant}"?`,
    escape: (letter) => `invalid escape sequence \\${letter}`,
    escapeError: (letter) => `invalid escape sequence \\${letter}`,
    escapeCategory: 'DeprecationWarning',
    negativeLiterals: true,
    assertsConstants: false,
    finallyLeft: false,
  },
  realNumber: 'number',
  noteOfNoText: (type) => `note must be a str, not '${type}'`,
  notInt: (_type, method, returned) => `${method} returned non-int (type ${returned})`,
  notFloat: (type, returned) => `${type}.__float__ returned non-float (type ${returned})`,
  digitLimit: (limit) => `${limit}`,
  suspendedFrame: 'cannot clear a suspended frame',
  unboundLocal: (name) => `local variable '${name}' referenced before assignment`,
  unboundFree: (name) => `free variable '${name}' referenced before assignment in enclosing scope`,
  notAGeneration: (type) => `an integer is required (got type ${type})`,
  negativeR: 'r must be non-negative',
  negativeTee: 'n must be >= 0',
  freeVariables: (mode) => `code object passed to ${mode}() may not contain free variables`,
  notInDeque: (_method, item) => `${item()} is not in deque`,
  notInDequeToRemove: () => 'deque.remove(x): x not in deque',
  dequeChangedInRemove: 'deque mutated during remove().',
  notInList: (item) => `${item()} is not in list`,
  reduceOfNothing: 'reduce() of empty sequence with no initial value',
  attributeName: (called) => `${called}(): attribute name must be string`,
  extremeOfNothing: (called) => `${called}() arg is an empty sequence`,
  notAContainer: (type) => `argument of type '${type}' is not iterable`,
  methodOfNone: 'self must not be None',
  resolutionOrder: (bases) =>
    `Cannot create a consistent method resolution\norder (MRO) for bases ${bases}`,
  moduloPower: 'pow()',
  instanceOfNoType: 'isinstance() arg 2 must be a type or tuple of types',
  subclassOfNoType: 'issubclass() arg 2 must be a class or tuple of classes',
  updateElement: (index) =>
    `cannot convert dictionary update sequence element #${index} to a sequence`,
  unexpectedKeyword: (called, name) => `'${name}' is an invalid keyword argument for ${called}()`,
  boundName: (_type, name) => name,
  atLeastOne: (called) => `${called} expected 1 argument, got 0`,
  negativeLength: 'length argument must be non-negative',
  characterTooLarge: 'Python int too large to convert to C int',
  hexOfNoText: (type) => `fromhex() argument must be str, not ${type}`,
  hexOdd: (at) => `non-hexadecimal number found in fromhex() arg at position ${at}`,
  classMethodOfNoType: (method, _of, type) =>
    `descriptor '${method}' requires a type but received a '${type}' instance`,
  meant: () => '',
  hintNoInt: (_of, type) => `__length_hint__ must be an integer, not ${type}`,
  hintNegative: () => '__length_hint__() should return >= 0',
  classAssignment: '__class__ assignment only supported for heap types or ModuleType subclasses',
  abstractClass: (type, methods) =>
    `Can't instantiate abstract class ${type} with abstract methods ${methods.join(', ')}`,
  orderOfNoClass: (_type, item) => `mro() returned a non-class ('${item}')`,
  slotsNotSupported: (type) => `nonempty __slots__ not supported for subtype of '${type}'`,
  noAccessor: (_name, _type, what) => noAccess[what],
  specialStays: (name, type) => `can't delete ${type}.${name}`,
  immutableType: (_name, type) => `can't set attributes of built-in/extension type '${type}'`,
  typeSubscript: () => "'type' object is not subscriptable",
  formatReturned: (_type, given) => `__format__ must return a str, not ${given}`,
  complexOfTextAnd: "complex() can't take second arg if first is a string",
  complexAndText: "complex() second arg can't be a string",
  complexOf: (type) => `complex() first argument must be a string or a number, not '${type}'`,
  complexAnd: (type) => `complex() second argument must be a number, not '${type}'`,
  complexReturned: (_type, given) => `__complex__ returned non-complex (type ${given})`,
  iterOfNoCallable: 'iter(v, w): v must be callable',
  noIterableAssigned: 'can only assign an iterable',
  noTextSought: (_method, type) => `must be str, not ${type}`,
  notInRange: (shown) => `${shown} is not in range`,
  orFrozen: () => '',
  fillBytes: (method, type) =>
    `${method}() argument 2 must be a byte string of length 1, not ${type}`,
  notGeneric: (alias) => `There are no type variables left in ${alias}`,
  genericArguments: (much, alias) => `Too ${much} arguments for ${alias}`,
  unionOfGenerics: (what) => `${what}() argument 2 cannot contain a parameterized generic`,
  stringIndices: () => 'string indices must be integers',
  superCount: (given) => `super() takes at most 2 arguments (${given} given)`,
  superOfNoType: (type) => `super() argument 1 must be type, not ${type}`,
  superMismatch: () => 'super(type, obj): obj must be an instance or subtype of type',
  awaitReturned: (_type, returned) =>
    returned === 'coroutine'
      ? '__await__() returned a coroutine'
      : `__await__() returned non-iterator of type '${returned}'`,
  cannotAwait: (type) => `object ${type} can't be used in 'await' expression`,
  missedMethod: (missed, method) => (missed === 'exit' ? ` (missed ${method} method)` : ''),
  tooManyToUnpack: (expected) => `too many values to unpack (expected ${expected})`,
  functionName: (name) => name,
  callableName: (name) => `${name}()`,
  unpackedArgument: (callable) => `${callable} argument after`,
  starred: (type) => `'${type}' object is not iterable`,
  invalidSpecifier: () => 'Invalid format specifier',
};

const plural = (methods: readonly string[]): string => (methods.length > 1 ? 's' : '');

export const messages3_9: Messages = {
  ...messages3_8,
  zero: { ...messages3_8.zero, floatFloor: 'float floor division by zero' },
  boundName: (type, name) => `${type}.${name}`,
  atLeastOne: (called) => `${called} expected at least 1 argument, got 0`,
  classMethodOfNoType: (method, of, type) =>
    `descriptor '${method}' for type '${of}' needs a type, not a '${type}' as arg 2`,
  abstractClass: (type, methods) =>
    `Can't instantiate abstract class ${type} with abstract method${plural(methods)} ${methods.join(', ')}`,
  callableName: (_name, qualname) => `__main__.${qualname}()`,
  starred: (type) => `Value after * must be an iterable, not ${type}`,
};

export const messages3_10: Messages = {
  ...messages3_9,
  unraisable: unraisable3_10,
  warnings: {
    ...messages3_9.warnings,
    assertsConstants: true,
    escape: (letter) => `invalid escape sequence '\\${letter}'`,
    escapeError: (letter) => `invalid escape sequence '\\${letter}'`,
  },
  realNumber: 'real number',
  notAGeneration: (type) => `'${type}' object cannot be interpreted as an integer`,
  notInDequeToRemove: (item) => `${item()} is not in deque`,
  dequeChangedInRemove: 'deque mutated during iteration',
  moduloPower: '** or pow()',
  instanceOfNoType: 'isinstance() arg 2 must be a type, a tuple of types, or a union',
  subclassOfNoType: 'issubclass() arg 2 must be a class, a tuple of classes, or a union',
  classAssignment: '__class__ assignment only supported for mutable types or ModuleType subclasses',
  noAccessor: (name, _type, what) => (name === '' ? noAccess[what] : `${noAccess[what]} '${name}'`),
  specialStays: (name, type) => `cannot delete '${name}' attribute of immutable type '${type}'`,
  immutableType: (name, type) => `cannot set '${name}' attribute of immutable type '${type}'`,
  functionName: (_name, qualname) => qualname,
  invalidSpecifier: (text, type) =>
    `Invalid format specifier '${text}' for object of type '${type}'`,
};

export const messages3_11: Messages = {
  ...messages3_10,
  typeSubscript: (type) => `type '${type}' is not subscriptable`,
  notGeneric: (alias) => `${alias} is not a generic class`,
  genericArguments: (much, alias, given, wanted) =>
    `Too ${much} arguments for ${alias}; actual ${given}, expected ${wanted}`,
  unionOfGenerics: (what) => `${what}() argument 2 cannot be a parameterized generic`,
  digitLimit: (limit) => `${limit} digits`,
  zero: { ...messages3_10.zero, intRemainder: 'integer modulo by zero' },
  unboundLocal: (name) =>
    `cannot access local variable '${name}' where it is not associated with a value`,
  unboundFree: (name) =>
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  freeVariables: (mode, count) =>
    mode === 'exec'
      ? `code object requires a closure of exactly length ${count}`
      : messages3_10.freeVariables(mode, count),
  superCount: (given) => `super() expected at most 2 arguments, got ${given}`,
  superOfNoType: (type) => `super() argument 1 must be a type, not ${type}`,
  reduceOfNothing: 'reduce() of empty iterable with no initial value',
  methodOfNone: 'instance must not be None',
  noAccessor: (name, type, what) =>
    `property${name === '' ? '' : ` '${name}'`} of '${type}' object has no ${what}`,
  stringIndices: (type) => `string indices must be integers, not '${type}'`,
};

export const messages3_12: Messages = {
  ...messages3_11,
  iterOfNoCallable: 'iter(object, sentinel): object must be callable',
  warnings: {
    ...messages3_11.warnings,
    isLiteral: (op, type, meant) => `"${op}" with '${type}' literal. Did you mean "${meant}"?`,
    escapeCategory: 'SyntaxWarning',
  },
  attributeName: (_called, type) => `attribute name must be string, not '${type}'`,
  extremeOfNothing: (called) => `${called}() iterable argument is empty`,
  abstractClass: (type, methods) =>
    `Can't instantiate abstract class ${type} without an implementation for abstract method${plural(methods)} ${methods.map((name) => `'${name}'`).join(', ')}`,
};

export const messages3_13: Messages = {
  ...messages3_12,
  unraisable: unraisable3_13,
  iterOfNoCallable: 'iter(v, w): v must be callable',
  noIterableAssigned: 'must assign iterable to extended slice',
  noTextSought: (method, type) => `${method}() argument 1 must be str, not ${type}`,
  zero: { ...messages3_12.zero, floatRemainder: 'float modulo by zero' },
  resolutionOrder: (bases) =>
    `Cannot create a consistent method resolution order (MRO) for bases ${bases}`,
  superMismatch: (object, type) =>
    `super(type, obj): obj (instance of ${object}) is not an instance or subtype of type (${type}).`,
  meant: (name) => (name === undefined ? '' : `. Did you mean '${name}'?`),
  unexpectedKeyword: (called, name) => `${called}() got an unexpected keyword argument '${name}'`,
};

export const messages3_14: Messages = {
  ...messages3_13,
  unraisable: unraisable3_14,
  notInRange: () => 'range.index(x): x not in range',
  complexOfTextAnd: "complex() argument 'real' must be a real number, not str",
  complexAndText: "complex() argument 'imag' must be a real number, not str",
  complexOf: (type, first) =>
    first
      ? `complex() argument 'real' must be a real number, not ${type}`
      : `complex() argument must be a string or a number, not ${type}`,
  complexAnd: (type) => `complex() argument 'imag' must be a real number, not ${type}`,
  fillBytes: (method, type, length) =>
    length === null
      ? `${method}() argument 2 must be a byte string of length 1, not ${type}`
      : `${method}(): argument 2 must be a byte string of length 1, not a ${type} object of length ${length}`,
  warnings: {
    ...messages3_13.warnings,
    escape: (letter) =>
      `"\\${letter}" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\\\${letter}"? A raw string is also an option.`,
    escapeError: (letter) =>
      `"\\${letter}" is an invalid escape sequence. Did you mean "\\\\${letter}"? A raw string is also an option.`,
    negativeLiterals: false,
    finallyLeft: true,
  },
  zero: {
    intQuotient: 'division by zero',
    intRemainder: 'division by zero',
    power: 'zero to a negative power',
    floatQuotient: 'division by zero',
    floatFloor: 'division by zero',
    floatRemainder: 'division by zero',
    floatDivmod: 'division by zero',
    complexQuotient: 'division by zero',
  },
  percent: {
    ...messages3_13.percent,
    notCharacter: (length) =>
      `%c requires an int or a unicode character, not a string of length ${length}`,
    characterOfType: (type) => `%c requires an int or a unicode character, not ${type}`,
    notByte: (given) => `%c requires an integer in range(256) or a single byte, not ${given}`,
  },
  noteOfNoText: (type) => `add_note() argument must be str, not ${type}`,
  hexOfNoText: (type) => `fromhex() argument must be str or bytes-like, not ${type}`,
  hexOdd: () => 'fromhex() arg must contain an even number of hexadecimal digits',
  notInDeque: (method) => `deque.${method}(x): x not in deque`,
  notInDequeToRemove: () => 'deque.remove(x): x not in deque',
  notInList: () => 'list.index(x): x not in list',
  notAContainer: (type) => `argument of type '${type}' is not a container or iterable`,
  updateElement: () => 'object is not iterable',
  cannotAwait: (type) => `'${type}' object can't be awaited`,
  missedMethod: (_missed, method) => ` (missed ${method} method)`,
  tooManyToUnpack: (expected, got) =>
    `too many values to unpack (expected ${expected}${got === null ? '' : `, got ${got}`})`,
};

export const messages3_15: Messages = {
  ...messages3_14,
  unraisable: unraisable3_15,
  orFrozen: (article) => ` or ${article}frozendict`,
  specialStays: (name, type) => `cannot delete '${name}' attribute of type '${type}'`,
  formatReturned: (type, given) => `${type}.__format__() must return a str, not ${given}`,
  notFloat: (type, returned) => `${type}.__float__() must return a float, not ${returned}`,
  notInt: (type, method, returned) => `${type}.${method}() must return an int, not ${returned}`,
  nativeFormat: 'native format',
  percent: {
    tooFew: (given) => `not enough arguments for format string (got ${given})`,
    tooMany: (kind, needed, given) =>
      `not all arguments converted during ${kind} formatting (required ${needed}, got ${given})`,
    incomplete: (at) => `stray % at position ${at}`,
    noMapping: (type) => `format requires a mapping, not ${type}`,
    unsupported: (letter, _code, at) => `unsupported format %${letter} at position ${at}`,
    notReal: (letter, type) => `format argument: %${letter} requires a real number, not ${type}`,
    notInteger: (letter, wanted, type) =>
      `format argument: %${letter} requires ${wanted}, not ${type}`,
    notCharacter: (length) =>
      `format argument: %c requires an integer or a unicode character, not a string of length ${length}`,
    characterOfType: (type) =>
      `format argument: %c requires an integer or a unicode character, not ${type}`,
    characterRange: (limit) => `format argument: %c argument not in range(${limit})`,
    notBytes: (type) =>
      `format argument: %b requires a bytes-like object, or an object that implements __bytes__, not ${type}`,
    notByte: (given) =>
      `format argument: %c requires an integer in range(256) or a single byte, not ${given}`,
    incompleteKey: (at) => `stray % or incomplete format key at position ${at}`,
    starNoInt: (index, type) => `format argument ${index}: * requires int, not ${type}`,
    realRequired: (letter, type) =>
      `format argument: %${letter} requires a real number, not ${type}`,
  },
  suspendedFrame: 'cannot clear an suspended frame',
  negativeLength: 'length cannot be negative',
  orderOfNoClass: (type, item) => `${type}.mro() returned a non-class ('${item}')`,
  slotsNotSupported: (type) => `arbitrary __slots__ not supported for subtype of '${type}'`,
  negativeR: 'r cannot be negative',
  negativeTee: 'n cannot be negative',
  hintNoInt: (name, type) => `${name}.__length_hint__() must return an int, not ${type}`,
  hintNegative: (name) => `${name}.__length_hint__() must return a non-negative int`,
  awaitReturned: (type, returned) => `${type}.__await__() must return an iterator, not ${returned}`,
  unpackedArgument: () => 'Value after',
};
