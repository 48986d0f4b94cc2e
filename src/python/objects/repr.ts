import { digitCount } from '../../objects/longobject';
import {
  Cell,
  Descr,
  MappingProxy,
  Method,
  MethodWrapper,
  Slice,
  Weakref,
} from '../../objects/structs';
import { isCompactAscii } from '../../objects/unicodeobject';
import { encode, escaped, latin1 } from '../runtime/codecs';
import { nativeOf, slotsOf } from '../runtime/define';
import {
  asText,
  Exc,
  exceptionArgs,
  exceptionField,
  exceptionValue,
  typeError,
  UNICODE_ERRORS,
  valueError,
} from '../runtime/errors';
import { bytesRepr, complexRepr, floatRepr, stringRepr } from '../runtime/format';
import { classAttribute, special, userSpecial } from '../runtime/lookup';
import { isBuiltIn, moduleName } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isByteLike,
  isHeapType,
  isInt,
  isProxyType,
  isStr,
  isSubtype,
  typeName,
} from '../runtime/type-checks';
import { asBytes, asDouble, newBytes, newStr, tupleItems } from '../runtime/values';
import { complexParts } from './arithmetic';
import { callMethodWord } from './bind';
import { anyBytes } from './bytes-like';
import { codeOf } from './frame';
import { asBigInt } from './index-numbers';
import { collect } from './iter';
import { lengthOf } from './length';
import { rangeOf } from './range';
import { characterAt } from './unicode';

/*
 * `PyObject_Repr` and `PyObject_Str` (Objects/object.c).
 */

/** `PyObject_Repr`: a new reference to a string. */
export function reprObject(rt: Runtime, op: number): number {
  const own = userSpecial(rt, op, '__repr__');
  if (own !== 0) return checkString(rt, callMethodWord(rt, own, op, []), '__repr__');
  return builtinReprObject(rt, op);
}

/** What the built-in type that a class is built on shows. */
export function builtinReprObject(rt: Runtime, op: number): number {
  const slot = slotsOf(rt, rt.py.typeOf(op)).reprObject;
  return slot ? slot(op) : newStr(rt, builtinRepr(rt, op));
}

/** `PyObject_ASCII`: a new reference to a string; what is beyond ASCII is written in bytes and read again. */
export function asciiObject(rt: Runtime, op: number): number {
  const word = reprObject(rt, op);
  if (isCompactAscii(rt.py, word)) return word;
  const bytes = newBytes(rt, encode(rt, word, 'ascii', 'backslashreplace'));
  rt.py.decref(word);
  try {
    return newStr(rt, latin1(asBytes(rt, bytes)));
  } finally {
    rt.py.decref(bytes);
  }
}

/** The text of `repr(o)`. */
export function repr(rt: Runtime, op: number): string {
  return textOf(rt, reprObject(rt, op));
}

/** The text of a string, which is dropped. */
function textOf(rt: Runtime, word: number): string {
  const text = asText(rt, word);
  rt.py.decref(word);
  return text;
}

/** What a special method gave, which must be a string. */
function checkString(rt: Runtime, word: number, method: string): number {
  if (isStr(rt, word)) return word;
  const name = typeName(rt, word);
  rt.py.decref(word);
  return typeError(rt, `${method} returned non-string (type ${name})`);
}

/** `PyObject_Str`: a new reference to a string. */
export function strObject(rt: Runtime, op: number): number {
  const { py } = rt;
  const type = py.typeOf(op);
  if (type === rt.strType) return newRef(rt, op);
  if (isProxyType(rt, type)) return strObject(rt, rt.proxied(op));
  const own = userSpecial(rt, op, '__str__');
  if (own !== 0) return checkString(rt, callMethodWord(rt, own, op, []), '__str__');
  if (isStr(rt, op)) return newStr(rt, asText(rt, op));
  if (isSubtype(rt, type, py.type('BaseException'))) return newStr(rt, exceptionText(rt, op));
  return reprObject(rt, op);
}

/** The text of `str(o)`. */
export function strOf(rt: Runtime, op: number): string {
  return textOf(rt, strObject(rt, op));
}

export function exceptionText(rt: Runtime, op: number): string {
  const { py } = rt;
  const args = exceptionArgs(rt, op);
  const type = py.typeOf(op);
  if (isSubtype(rt, type, py.type('KeyError')) && args.length === 1) return repr(rt, args[0]!);
  if (isSubtype(rt, type, py.type('OSError'))) {
    const field = (name: string): number => exceptionValue(rt, op, name, 'PyOSErrorObject');
    const errno = field('myerrno');
    if (errno !== 0) {
      const file = field('filename');
      const text = `[Errno ${strOf(rt, errno)}] ${strOf(rt, field('strerror'))}`;
      return file === 0 ? text : `${text}: ${repr(rt, file)}`;
    }
  }
  if (isSubtype(rt, type, py.type('SyntaxError'))) {
    const field = (name: string): number => exceptionValue(rt, op, name, 'PySyntaxErrorObject');
    const message = field('msg') === 0 ? 'None' : strOf(rt, field('msg'));
    const [file, line] = [field('filename'), field('lineno')];
    const where = [
      ...(file !== 0 && isStr(rt, file) ? [asText(rt, file).split('/').at(-1)] : []),
      ...(line !== 0 && isInt(rt, line) ? [`line ${strOf(rt, line)}`] : []),
    ];
    return where.length === 0 ? message : `${message} (${where.join(', ')})`;
  }
  if (UNICODE_ERRORS.includes(py.typeName(py.builtinBase(type)))) return unicodeError(rt, op);
  if (isSubtype(rt, type, py.type('BaseExceptionGroup'))) {
    const field = (name: string): number =>
      exceptionValue(rt, op, name, 'PyBaseExceptionGroupObject');
    const count = tupleItems(rt, field('excs')).length;
    return `${strOf(rt, field('msg'))} (${count} sub-exception${count === 1 ? '' : 's'})`;
  }
  if (args.length === 0) return '';
  if (args.length === 1) return strOf(rt, args[0]!);
  return repr(rt, py.load(op + Exc.ARGS));
}

/** `UnicodeDecodeError_str`, `UnicodeEncodeError_str`, `UnicodeTranslateError_str`. */
function unicodeError(rt: Runtime, op: number): string {
  const { py } = rt;
  const field = (name: string): number => exceptionField(rt, name, 'PyUnicodeErrorObject') + op;
  const object = py.load(field('object'));
  if (object === 0) return '';
  const [start, end] = [py.get(field('start')), py.get(field('end'))];
  const decoding = isByteLike(rt, object);
  const encoding = py.load(field('encoding'));
  const codec =
    encoding === 0
      ? "can't translate"
      : `'${strOf(rt, encoding)}' codec can't ${decoding ? 'decode' : 'encode'}`;
  const reason = strOf(rt, py.load(field('reason')));
  if (end !== start + 1 || end > lengthOf(rt, object))
    return `${codec} ${decoding ? 'bytes' : 'characters'} in position ${start}-${end - 1}: ${reason}`;
  if (decoding) {
    const byte = anyBytes(rt, object)[start]!.toString(16).padStart(2, '0');
    return `${codec} byte 0x${byte} in position ${start}: ${reason}`;
  }
  const code = characterAt(rt, object, start);
  return `${codec} character '${escaped(code)}' in position ${start}: ${reason}`;
}

/** The address that `repr` shows, as glibc's `%p` prints it. */
function addressText(rt: Runtime, op: number): string {
  return `0x${rt.py.memory.addressOf(op).toString(16).padStart(12, '0')}`;
}

export function idOf(rt: Runtime, op: number): number {
  return rt.py.memory.addressOf(op);
}

export function builtinRepr(rt: Runtime, op: number): string {
  const { py } = rt;
  const type = py.typeOf(op);
  const { statics } = py;
  if (op === py.none) return 'None';
  if (op === statics.true) return 'True';
  if (op === statics.false) return 'False';
  if (op === statics.ellipsis) return 'Ellipsis';
  if (op === statics.notImplemented) return 'NotImplemented';
  const slots = slotsOf(rt, type);
  if (slots.repr) return slots.repr(op);
  if (slots.reprObject) return textOf(rt, slots.reprObject(op));
  return objectRepr(rt, op, type, py.builtinBase(type));
}

export function intText(rt: Runtime, op: number): string {
  const value = asBigInt(rt, op);
  const limit = rt.maxDigits;
  // As `long_to_decimal_string_internal`: what is far too long is refused before it is converted.
  const far =
    limit > 0 && digitCount(rt.py, op) > 230 && limit / 90 <= (digitCount(rt.py, op) - 11) / 10;
  const text = far ? '' : value.toString();
  if (far || (limit > 0 && text.length > limit && text.replace('-', '').length > limit)) {
    valueError(
      rt,
      `Exceeds the limit (${rt.messages.digitLimit(limit)}) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return text;
}

function typeRepr(rt: Runtime, op: number): string {
  return `<class '${qualifiedName(rt, op)}'>`;
}

/** `module.qualname`, without `builtins`. */
export function qualifiedName(rt: Runtime, type: number): string {
  const full = rt.py.typeName(type);
  if (!isHeapType(rt, type)) return full;
  const module = classAttribute(rt, type, '__module__');
  const qualname = qualnameOf(rt, type);
  const prefix = module !== 0 && isStr(rt, module) ? asText(rt, module) : '';
  return prefix === '' || prefix === 'builtins' ? qualname : `${prefix}.${qualname}`;
}

export function qualnameOf(rt: Runtime, type: number): string {
  const { py } = rt;
  return asText(rt, py.load(type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2)));
}

function objectRepr(rt: Runtime, op: number, type: number, base: number): string {
  const method = special(rt, base, '__repr__');
  if (method !== 0 && method !== special(rt, rt.objectType, '__repr__')) {
    return textOf(rt, checkString(rt, callMethodWord(rt, method, op, []), '__repr__'));
  }
  return `<${qualifiedName(rt, type)} object at ${addressText(rt, op)}>`;
}

function codeName(rt: Runtime, func: number): string {
  return rt.py.typeOf(func) === rt.functionType ? codeOf(rt, func).qualname : '?';
}

function generatorName(rt: Runtime, op: number): string {
  const word = rt.py.load(op + (rt.py.structs.offset('PyGenObject', 'gi_qualname') >> 2));
  return word === 0 ? '?' : asText(rt, word);
}

function nativeRepr(rt: Runtime, op: number): string {
  const native = nativeOf(rt, op);
  if (!native.method) return `<built-in function ${native.name}>`;
  const self = rt.py.load(op + rt.nativeSelf);
  return `<built-in method ${native.name} of ${typeName(rt, self)} object at ${addressText(rt, self)}>`;
}

/** `descr_repr`. */
function methodRepr(rt: Runtime, op: number, kind: string): string {
  const name = asText(rt, rt.py.load(op + Descr.NAME));
  return `<${kind} '${name}' of '${rt.py.typeName(rt.py.load(op + Descr.TYPE))}' objects>`;
}

function wrapperRepr(rt: Runtime, op: number): string {
  const name = asText(rt, rt.py.load(rt.py.load(op + MethodWrapper.DESCRIPTOR) + Descr.NAME));
  const self = rt.py.load(op + MethodWrapper.SELF);
  return `<method-wrapper '${name}' of ${typeName(rt, self)} object at ${addressText(rt, self)}>`;
}

function rangeRepr(rt: Runtime, op: number): string {
  const { start, stop, step } = rangeOf(rt, op);
  return step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
}

function cellRepr(rt: Runtime, op: number): string {
  const value = rt.py.load(op + Cell.REF);
  const what = value === 0 ? 'empty' : `${typeName(rt, value)} object at ${addressText(rt, value)}`;
  return `<cell at ${addressText(rt, op)}: ${what}>`;
}

function weakrefRepr(rt: Runtime, op: number): string {
  const { py } = rt;
  const referent = py.load(op + Weakref.OBJECT);
  if (referent === py.none) return `<weakref at ${addressText(rt, op)}; dead>`;
  return `<weakref at ${addressText(rt, op)}; to '${qualifiedName(rt, py.typeOf(referent))}' at ${addressText(rt, referent)}>`;
}

function viewItems(rt: Runtime, op: number): string {
  const items = collect(rt, op);
  const text = items.map((item) => repr(rt, item)).join(', ');
  for (const item of items) rt.py.decref(item);
  return text;
}

function proxyRepr(rt: Runtime, op: number): string {
  const referent = rt.py.load(op + Weakref.OBJECT);
  return `<weakproxy at ${addressText(rt, op)} to ${typeName(rt, referent)} at ${addressText(rt, referent)}>`;
}

/** `tp_repr` of built-in types. */
const REPRS: Readonly<Record<string, (rt: Runtime, op: number) => string>> = {
  int: intText,
  bool: intText,
  float: (rt, op) => floatRepr(asDouble(rt, op)),
  complex: (rt, op) => complexRepr(...complexParts(rt, op)),
  str: (rt, op) => stringRepr(asText(rt, op)),
  bytes: (rt, op) => bytesRepr(asBytes(rt, op)),
  bytearray: (rt, op) => `${typeName(rt, op)}(${bytesRepr(anyBytes(rt, op))})`,
  type: typeRepr,
  function: (rt, op) => `<function ${codeOf(rt, op).qualname} at ${addressText(rt, op)}>`,
  builtin_function_or_method: (rt, op) => nativeRepr(rt, op),
  classmethod_descriptor: (rt, op) => methodRepr(rt, op, 'method'),
  wrapper_descriptor: (rt, op) => methodRepr(rt, op, 'slot wrapper'),
  'method-wrapper': (rt, op) => wrapperRepr(rt, op),
  method_descriptor: (rt, op) => methodRepr(rt, op, 'method'),
  getset_descriptor: (rt, op) => methodRepr(rt, op, 'attribute'),
  member_descriptor: (rt, op) => methodRepr(rt, op, 'member'),
  method: (rt, op) =>
    `<bound method ${codeName(rt, rt.py.load(op + Method.FUNC))} of ${repr(rt, rt.py.load(op + Method.SELF))}>`,
  module: (rt, op) => `<module '${moduleName(rt, op)}'${isBuiltIn(rt, op) ? ' (built-in)' : ''}>`,
  range: (rt, op) => rangeRepr(rt, op),
  slice: (rt, op) =>
    `slice(${[Slice.START, Slice.STOP, Slice.STEP].map((word) => repr(rt, rt.py.load(op + word))).join(', ')})`,
  cell: (rt, op) => cellRepr(rt, op),
  async_generator: (rt, op) =>
    `<async_generator object ${generatorName(rt, op)} at ${addressText(rt, op)}>`,
  generator: (rt, op) => `<generator object ${generatorName(rt, op)} at ${addressText(rt, op)}>`,
  coroutine: (rt, op) => `<coroutine object ${generatorName(rt, op)} at ${addressText(rt, op)}>`,
  weakref: (rt, op) => weakrefRepr(rt, op),
  weakproxy: (rt, op) => proxyRepr(rt, op),
  weakcallableproxy: (rt, op) => proxyRepr(rt, op),
  dict_keys: (rt, op) => `dict_keys([${viewItems(rt, op)}])`,
  dict_values: (rt, op) => `dict_values([${viewItems(rt, op)}])`,
  dict_items: (rt, op) => `dict_items([${viewItems(rt, op)}])`,
  mappingproxy: (rt, op) => `mappingproxy(${repr(rt, rt.py.load(op + MappingProxy.MAPPING))})`,
  code: (rt, op) =>
    `<code object ${rt.codes[rt.py.get(op + rt.codeIndex)]?.name ?? '?'} at ${addressText(rt, op)}>`,
  NoneType: () => 'None',
};

/** Fills `tp_repr`. */
export function installReprs(rt: Runtime): void {
  for (const [name, text] of Object.entries(REPRS)) {
    slotsOf(rt, rt.py.type(name)).repr = (op) => text(rt, op);
  }
}
