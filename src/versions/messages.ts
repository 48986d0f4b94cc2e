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
}

export interface Messages {
  readonly zero: ZeroDivisions;
  readonly percent: PercentMessages;
  /** What a float can be made of: `real number`. */
  readonly realNumber: string;
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
  readonly instanceOfNoType: string;
  readonly updateElement: (index: number) => string;
  readonly unexpectedKeyword: (called: string, name: string) => string;
  readonly hintNoInt: (name: string, type: string) => string;
  readonly hintNegative: (name: string) => string;
  readonly classAssignment: string;
  readonly abstractClass: (type: string, methods: readonly string[]) => string;
  readonly noAccessor: (name: string, type: string, what: 'setter' | 'deleter') => string;
  readonly immutableType: (name: string, type: string) => string;
  readonly typeSubscript: (type: string) => string;
  readonly stringIndices: (type: string) => string;
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

export const messages3_8: Messages = {
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
  },
  realNumber: 'number',
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
  instanceOfNoType: 'isinstance() arg 2 must be a type or tuple of types',
  updateElement: (index) =>
    `cannot convert dictionary update sequence element #${index} to a sequence`,
  unexpectedKeyword: (called, name) => `'${name}' is an invalid keyword argument for ${called}()`,
  hintNoInt: (_of, type) => `__length_hint__ must be an integer, not ${type}`,
  hintNegative: () => '__length_hint__() should return >= 0',
  classAssignment: '__class__ assignment only supported for heap types or ModuleType subclasses',
  abstractClass: (type, methods) =>
    `Can't instantiate abstract class ${type} with abstract methods ${methods.join(', ')}`,
  noAccessor: (_name, _type, what) => `can't ${what === 'deleter' ? 'delete' : 'set'} attribute`,
  immutableType: (_name, type) => `can't set attributes of built-in/extension type '${type}'`,
  typeSubscript: () => "'type' object is not subscriptable",
  stringIndices: () => 'string indices must be integers',
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
  abstractClass: (type, methods) =>
    `Can't instantiate abstract class ${type} with abstract method${plural(methods)} ${methods.join(', ')}`,
  typeSubscript: (type) => `type '${type}' is not subscriptable`,
  callableName: (_name, qualname) => `__main__.${qualname}()`,
  starred: (type) => `Value after * must be an iterable, not ${type}`,
};

export const messages3_10: Messages = {
  ...messages3_9,
  realNumber: 'real number',
  notAGeneration: (type) => `'${type}' object cannot be interpreted as an integer`,
  notInDequeToRemove: (item) => `${item()} is not in deque`,
  dequeChangedInRemove: 'deque mutated during iteration',
  instanceOfNoType: 'isinstance() arg 2 must be a type, a tuple of types, or a union',
  classAssignment: '__class__ assignment only supported for mutable types or ModuleType subclasses',
  noAccessor: (name, _type, what) =>
    `can't ${what === 'deleter' ? 'delete' : 'set'} attribute '${name}'`,
  immutableType: (name, type) => `cannot set '${name}' attribute of immutable type '${type}'`,
  functionName: (_name, qualname) => qualname,
  invalidSpecifier: (text, type) =>
    `Invalid format specifier '${text}' for object of type '${type}'`,
};

export const messages3_11: Messages = {
  ...messages3_10,
  zero: { ...messages3_10.zero, intRemainder: 'integer modulo by zero' },
  unboundLocal: (name) =>
    `cannot access local variable '${name}' where it is not associated with a value`,
  unboundFree: (name) =>
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  freeVariables: (mode, count) =>
    mode === 'exec'
      ? `code object requires a closure of exactly length ${count}`
      : messages3_10.freeVariables(mode, count),
  reduceOfNothing: 'reduce() of empty iterable with no initial value',
  methodOfNone: 'instance must not be None',
  noAccessor: (name, type, what) => `property '${name}' of '${type}' object has no ${what}`,
  stringIndices: (type) => `string indices must be integers, not '${type}'`,
};

export const messages3_12: Messages = {
  ...messages3_11,
  zero: {
    ...messages3_11.zero,
    floatFloor: 'float floor division by zero',
  },
  attributeName: (_called, type) => `attribute name must be string, not '${type}'`,
  extremeOfNothing: (called) => `${called}() iterable argument is empty`,
  abstractClass: (type, methods) =>
    `Can't instantiate abstract class ${type} without an implementation for abstract method${plural(methods)} ${methods.map((name) => `'${name}'`).join(', ')}`,
};

export const messages3_13: Messages = {
  ...messages3_12,
  zero: { ...messages3_12.zero, floatRemainder: 'float modulo by zero' },
  resolutionOrder: (bases) =>
    `Cannot create a consistent method resolution order (MRO) for bases ${bases}`,
  unexpectedKeyword: (called, name) => `${called}() got an unexpected keyword argument '${name}'`,
};

export const messages3_14: Messages = {
  ...messages3_13,
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
  },
  notInDeque: (method) => `deque.${method}(x): x not in deque`,
  notInDequeToRemove: () => 'deque.remove(x): x not in deque',
  notInList: () => 'list.index(x): x not in list',
  notAContainer: (type) => `argument of type '${type}' is not a container or iterable`,
  updateElement: () => 'object is not iterable',
  superMismatch: (object, type) =>
    `super(type, obj): obj (instance of ${object}) is not an instance or subtype of type (${type}).`,
  cannotAwait: (type) => `'${type}' object can't be awaited`,
  missedMethod: (_missed, method) => ` (missed ${method} method)`,
  tooManyToUnpack: (expected, got) =>
    `too many values to unpack (expected ${expected}${got === null ? '' : `, got ${got}`})`,
};

export const messages3_15: Messages = {
  ...messages3_14,
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
  },
  negativeR: 'r cannot be negative',
  negativeTee: 'n cannot be negative',
  hintNoInt: (name, type) => `${name}.__length_hint__() must return an int, not ${type}`,
  hintNegative: (name) => `${name}.__length_hint__() must return a non-negative int`,
  awaitReturned: (type, returned) => `${type}.__await__() must return an iterator, not ${returned}`,
  unpackedArgument: () => 'Value after',
};
