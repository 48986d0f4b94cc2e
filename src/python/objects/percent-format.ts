import { latin1 } from '../runtime/codecs';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { formatFloat, formatInt, formatString, type Spec, stringRepr } from '../runtime/format';
import { special, userSpecial } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isByteLike,
  isBytes,
  isDict,
  isFloat,
  isInt,
  isStr,
  isTuple,
  typeName,
} from '../runtime/type-checks';
import { asDouble, newByteArray, newBytes, newStr, tupleItems } from '../runtime/values';
import { toDouble } from './arithmetic';
import { callMethodWord } from './bind';
import { isBuffer } from './buffer';
import { anyBytes } from './bytes-like';
import { formatting } from './format-values';
import { asBigInt, asNumber } from './index-numbers';
import { repr, strOf } from './repr';
import { getItem } from './subscript';

/*
 * `%` of strings and bytes (Objects/unicodeobject.c, bytesobject.c).
 */

/** The letters that a conversion may end in. */
const CONVERSIONS = 'sracdiuxXoeEfFgG';

/** `%` conversions: flags, width, precision, letter. */
const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

export function percentFormat(rt: Runtime, format: number, values: number): number {
  const text = asText(rt, format);
  // A str that is the whole result is the result itself.
  if (text === '%s') {
    const [only, ...more] = isTuple(rt, values) ? tupleItems(rt, values) : [values];
    if (only && more.length === 0 && rt.py.typeOf(only) === rt.strType) return newRef(rt, only);
  }
  return newStr(rt, percentTemplate(rt, text, values, false));
}

export function percentBytes(rt: Runtime, format: number, values: number): number {
  const text = Array.from(anyBytes(rt, format), (byte) => String.fromCharCode(byte)).join('');
  const made = latin1Bytes(percentTemplate(rt, text, values, true));
  return isBytes(rt, format) ? newBytes(rt, made) : newByteArray(rt, made);
}

function latin1Bytes(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function percentTemplate(rt: Runtime, format: string, values: number, bytes: boolean): string {
  const messages = rt.messages.percent;
  const tuple = isTuple(rt, values);
  const args = tuple ? tupleItems(rt, values) : [values];
  let next = 0;
  const take = (): number => {
    const value = args[next++];
    if (value === undefined) {
      typeError(rt, messages.tooFew(args.length));
    }
    return value!;
  };
  let mapped = false;
  const size = (text: string | undefined): number | null => {
    if (text === undefined) return null;
    if (text !== '*') return Number(text);
    const word = take();
    if (!isInt(rt, word)) typeError(rt, messages.starNoInt(next, typeName(rt, word)));
    return asNumber(rt, word);
  };
  const out = format.replace(
    CONVERSION,
    (whole: string, key, flags: string, width, precision, letter, at: number) => {
      if (letter === undefined) {
        const keyed = format.startsWith('%(', at);
        valueError(rt, keyed ? messages.incompleteKey(at) : messages.incomplete(at));
      }
      if (letter === '%') return '%';
      const fieldWidth = size(width);
      const digits = size(precision);
      let value: number;
      if (key !== undefined) {
        if (!isDict(rt, values)) {
          typeError(rt, messages.noMapping(typeName(rt, values)));
        }
        mapped = true;
        const name = bytes ? newBytes(rt, latin1Bytes(key)) : newStr(rt, key);
        value = getItem(rt, values, name);
        rt.py.decref(name);
      } else value = take();
      if (!CONVERSIONS.includes(letter) && !(bytes && letter === 'b')) {
        const code = `0x${letter.codePointAt(0)!.toString(16)}`;
        const last = at + whole.length - 1;
        valueError(rt, messages.unsupported(letter, code, at, last));
      }
      try {
        return formatting(rt, () =>
          percentConversion(rt, value, letter, flags, fieldWidth ?? 0, digits ?? -1, bytes),
        );
      } finally {
        if (key !== undefined) rt.py.decref(value);
      }
    },
  );
  if (next < args.length && !mapped && (tuple || !isDict(rt, values))) {
    typeError(rt, messages.tooMany(bytes ? 'bytes' : 'string', next, args.length));
  }
  return out;
}

function percentConversion(
  rt: Runtime,
  value: number,
  letter: string,
  flags: string,
  width: number,
  precision: number,
  bytes: boolean,
): string {
  const left = flags.includes('-');
  const spec: Spec = {
    fill: flags.includes('0') && !left ? '0' : ' ',
    align: left ? '<' : flags.includes('0') ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    noNegativeZero: false,
    alternate: flags.includes('#'),
    width,
    grouping: '',
    precision: -1,
    type: '',
  };
  const text = (s: string): string =>
    formatString(s, {
      ...spec,
      fill: ' ',
      sign: '',
      alternate: false,
      precision,
      align: left ? '<' : '>',
    });
  switch (letter) {
    case 'b':
    case 's':
      return text(bytes ? bytesOf(rt, value) : strOf(rt, value));
    case 'r':
      return text(bytes ? stringRepr(repr(rt, value), true).slice(1, -1) : repr(rt, value));
    case 'a':
      return text(stringRepr(repr(rt, value), true).slice(1, -1));
    case 'c':
      if (bytes) return text(byteCharacter(rt, value));
      if (isStr(rt, value)) return text(percentCharacter(rt, asText(rt, value)));
      return text(characterOf(rt, value));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return integerConversion(rt, value, letter, spec, precision);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': {
      if (!isInt(rt, value) && !isFloat(rt, value)) {
        const { notReal, realRequired } = rt.messages.percent;
        typeError(rt, (bytes ? realRequired : notReal)(letter, typeName(rt, value)));
      }
      return formatFloat(toDouble(rt, value), {
        ...spec,
        type: letter,
        precision: precision < 0 ? 6 : precision,
      });
    }
    default:
      return '';
  }
}

/** What `%b` and `%s` put into bytes: a buffer, or what `__bytes__` gives. */
function bytesOf(rt: Runtime, value: number): string {
  const method = isBuffer(rt, value) ? 0 : userSpecial(rt, value, '__bytes__');
  if (method !== 0) {
    const made = callMethodWord(rt, method, value, []);
    const text = latin1(anyBytes(rt, made));
    rt.py.decref(made);
    return text;
  }
  if (!isBuffer(rt, value)) {
    typeError(rt, rt.messages.percent.notBytes(typeName(rt, value)));
  }
  return latin1(anyBytes(rt, value));
}

/** What `%c` puts into bytes: a byte, or its number. */
function byteCharacter(rt: Runtime, value: number): string {
  const bytes = isByteLike(rt, value) ? anyBytes(rt, value) : null;
  if (bytes?.length === 1) return latin1(bytes);
  if (bytes !== null || !isInt(rt, value)) {
    const type = typeName(rt, value);
    const given = bytes === null ? type : `a ${type} object of length ${bytes.length}`;
    typeError(rt, rt.messages.percent.notByte(given));
  }
  const code = asBigInt(rt, value);
  if (code < 0n || code > 255n)
    raiseError(rt, 'OverflowError', rt.messages.percent.characterRange('256'));
  return String.fromCharCode(Number(code));
}

/** What `%c` makes of a number. */
function characterOf(rt: Runtime, value: number): string {
  const { percent } = rt.messages;
  if (!isInt(rt, value) && special(rt, rt.py.typeOf(value), '__index__') === 0)
    typeError(rt, percent.characterOfType(typeName(rt, value)));
  const code = asBigInt(rt, value);
  if (code < 0n || code > 0x10ffffn)
    raiseError(rt, 'OverflowError', percent.characterRange('0x110000'));
  return String.fromCodePoint(Number(code));
}

/** What `%c` takes: one character. */
function percentCharacter(rt: Runtime, text: string): string {
  const length = [...text].length;
  if (length === 1) return text;
  return typeError(rt, rt.messages.percent.notCharacter(length));
}

function integerConversion(
  rt: Runtime,
  value: number,
  letter: string,
  spec: Spec,
  precision: number,
): string {
  let number: bigint;
  if (isInt(rt, value)) number = asBigInt(rt, value);
  else if (isFloat(rt, value) && 'diu'.includes(letter)) {
    const real = asDouble(rt, value);
    if (Number.isNaN(real)) valueError(rt, 'cannot convert float NaN to integer');
    if (!Number.isFinite(real))
      raiseError(rt, 'OverflowError', 'cannot convert float infinity to integer');
    number = BigInt(Math.trunc(real));
  } else {
    const what = 'diu'.includes(letter) ? `a ${rt.messages.realNumber}` : 'an integer';
    return typeError(rt, rt.messages.percent.notInteger(letter, what, typeName(rt, value)));
  }
  const type = 'diu'.includes(letter) ? 'd' : letter;
  if (precision < 0) return formatInt(number, { ...spec, type });
  const bare = formatInt(number < 0n ? -number : number, {
    ...spec,
    type,
    width: 0,
    sign: '',
    align: '>',
    fill: ' ',
  });
  const digits = (number < 0n ? '-' : spec.sign) + bare.padStart(precision, '0');
  return formatString(digits, {
    ...spec,
    fill: ' ',
    sign: '',
    alternate: false,
    align: spec.align === '=' ? '>' : spec.align,
  });
}
