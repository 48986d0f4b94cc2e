import { Str } from '../../objects/structs';
import type { UnicodeWriter } from '../../objects/unicodewriter';
import { latin1, latin1Bytes } from '../runtime/codecs';
import { asText, raiseError, typeError, valueError } from '../runtime/errors';
import { formatFloat, formatInt, formatString, type Spec, stringRepr } from '../runtime/format';
import { special, userSpecial } from '../runtime/lookup';
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
import { asciiObject, intText, repr, reprObject, strObject } from './repr';
import { getItem } from './subscript';
import { floatBuffer, fromFormat, intString, withFloatBuffer, writeInt } from './text-writer';

/*
 * `%` of strings and bytes (Objects/unicodeobject.c, bytesobject.c).
 */

/** The letters that a conversion may end in. */
const CONVERSIONS = 'sracdiuxXoeEfFgG';

/** `%` conversions: flags, width, precision, letter. */
const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

export function percentFormat(rt: Runtime, format: number, values: number): number {
  const text = asText(rt, format);
  return fromFormat(rt, text, (writer) =>
    percentTemplate(rt, text, values, {
      bytes: false,
      literal: (part) => writer.write(part),
      field: (value, field) => writeField(rt, writer, value, field),
      last: () => {
        writer.overallocate = false;
      },
    }),
  );
}

export function percentBytes(rt: Runtime, format: number, values: number): number {
  const text = Array.from(anyBytes(rt, format), (byte) => String.fromCharCode(byte)).join('');
  let out = '';
  percentTemplate(rt, text, values, {
    bytes: true,
    literal: (part) => {
      out += part;
    },
    field: (value, field) => {
      out += percentConversion(rt, value, field, true);
    },
    last: () => {},
  });
  const made = latin1Bytes(out);
  return isBytes(rt, format) ? newBytes(rt, made) : newByteArray(rt, made);
}

/** A conversion: flags, width and precision (null where there is none), letter. */
interface Field {
  readonly flags: string;
  readonly width: number | null;
  readonly precision: number | null;
  readonly letter: string;
}

/** Where the parts of a result go. */
interface Parts {
  readonly bytes: boolean;
  literal(text: string): void;
  field(value: number, field: Field): void;
  /** What comes next is the last. */
  last(): void;
}

function percentTemplate(rt: Runtime, format: string, values: number, parts: Parts): void {
  const { bytes } = parts;
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
  let from = 0;
  for (const match of format.matchAll(CONVERSION)) {
    const [whole, key, flags, width, precision, letter] = match;
    const at = match.index!;
    if (at > from) parts.literal(format.slice(from, at));
    from = at + whole.length;
    if (from === format.length) parts.last();
    {
      const keyed = format.startsWith('%(', at);
      if (keyed && !isMappingArgument(rt, values))
        typeError(rt, messages.noMapping(typeName(rt, values)));
      if (keyed && key === undefined) valueError(rt, messages.incompleteKey(at));
      if (letter === undefined) valueError(rt, messages.incomplete(at));
      if (letter === '%') {
        parts.literal('%');
        continue;
      }
      const fieldWidth = size(width);
      const digits = size(precision);
      let value: number;
      if (key !== undefined) {
        mapped = true;
        const name = bytes ? newBytes(rt, latin1Bytes(key)) : newStr(rt, key);
        try {
          value = getItem(rt, values, name);
        } finally {
          rt.py.decref(name);
        }
      } else value = take();
      if (!CONVERSIONS.includes(letter) && !(bytes && letter === 'b')) {
        const code = `0x${letter.codePointAt(0)!.toString(16)}`;
        const last = at + whole.length - 1;
        valueError(rt, messages.unsupported(letter, code, at, last));
      }
      try {
        const field = { flags: flags!, width: fieldWidth, precision: digits, letter: letter! };
        formatting(rt, () => parts.field(value, field));
      } finally {
        if (key !== undefined) rt.py.decref(value);
      }
    }
  }
  if (from < format.length) {
    parts.last();
    parts.literal(format.slice(from));
  }
  if (next < args.length && !mapped && !isMappingArgument(rt, values)) {
    typeError(rt, messages.tooMany(bytes ? 'bytes' : 'string', next, args.length));
  }
}

/** `PyMapping_Check`, but of no tuple and no text: what `%(key)s` looks in. */
function isMappingArgument(rt: Runtime, o: number): boolean {
  if (isTuple(rt, o) || isStr(rt, o) || isByteLike(rt, o)) return false;
  return isDict(rt, o) || special(rt, rt.py.typeOf(o), '__getitem__') !== 0;
}

/** Characters that are as wide as an int's own. */
const DECIMAL = 'diu';

/** Writes a conversion's text, with the objects that are made on the way. */
function writeField(rt: Runtime, writer: UnicodeWriter, value: number, field: Field): void {
  const { flags, width, precision, letter } = field;
  const plain = width === null && precision === null;
  const signed = flags.includes('+') || flags.includes(' ');
  const isExact = rt.py.typeOf(value) === rt.intType;
  if ('sra'.includes(letter)) {
    if (isExact && plain) writeInt(rt, writer, value, intText(rt, value), true);
    else writeShown(rt, writer, value, field, signed);
    return;
  }
  const text = percentConversion(rt, value, field, false);
  if ('eEfFgG'.includes(letter)) {
    withFloatBuffer(rt, floatBuffer(text), () => writer.write(text));
  } else if (letter === 'c') writer.write(text);
  else if (isExact && plain && !signed && letter !== 'X') {
    writeInt(rt, writer, value, text, DECIMAL.includes(letter));
  } else {
    const digits = { ...field, flags: flags.replace(/[-+ 0]/g, ''), width: null };
    const word =
      isExact && precision === null && DECIMAL.includes(letter)
        ? intString(rt, value)
        : newStr(rt, percentConversion(rt, value, digits, false));
    try {
      writer.write(text);
    } finally {
      rt.py.decref(word);
    }
  }
}

/** `%s`, `%r` and `%a`: the string of an object, all of it or padded and cut. */
function writeShown(
  rt: Runtime,
  writer: UnicodeWriter,
  value: number,
  field: Field,
  signed: boolean,
): void {
  const { width, precision, letter } = field;
  const word =
    letter === 's'
      ? strObject(rt, value)
      : letter === 'r'
        ? reprObject(rt, value)
        : asciiObject(rt, value);
  try {
    const length = rt.py.get(word + Str.LENGTH);
    const whole = (width ?? 0) <= length && (precision ?? length) >= length && !signed;
    if (whole) writer.writeString(word);
    else writer.write(padded(asText(rt, word), field));
  } finally {
    rt.py.decref(word);
  }
}

function specOf({ flags, width }: Field): Spec {
  const left = flags.includes('-');
  return {
    fill: flags.includes('0') && !left ? '0' : ' ',
    align: left ? '<' : flags.includes('0') ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    noNegativeZero: false,
    alternate: flags.includes('#'),
    width: width ?? 0,
    grouping: '',
    precision: -1,
    type: '',
  };
}

/** A text in its field. */
function padded(text: string, field: Field): string {
  return formatString(text, {
    ...specOf(field),
    fill: ' ',
    sign: '',
    alternate: false,
    precision: field.precision ?? -1,
    align: field.flags.includes('-') ? '<' : '>',
  });
}

function percentConversion(rt: Runtime, value: number, field: Field, bytes: boolean): string {
  const { letter } = field;
  const precision = field.precision ?? -1;
  const spec = specOf(field);
  const text = (s: string): string => padded(s, field);
  switch (letter) {
    case 'b':
    case 's':
      return text(bytesOf(rt, value));
    case 'r':
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
