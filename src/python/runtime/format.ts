/*
 * Text of numbers and strings: `repr`, `%` and format specifications (Python/pystrtod.c,
 * Python/formatter_unicode.c, Objects/unicodeobject.c).
 */

import type { Version } from '../../versions/types';
import { latin1 } from './codecs';

/** A wrong format: the message of the ValueError or TypeError. */
export class FormatError extends Error {
  constructor(
    message: string,
    readonly type: 'ValueError' | 'TypeError' | 'OverflowError' | 'MemoryError' = 'ValueError',
  ) {
    super(message);
  }
}

/** `repr(float)`: the shortest digits that give the same number. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Object.is(value, -0)) return '-0.0';
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const exp = Number(exponent);
  if (exp < -4 || exp >= 16) {
    const sign = exp < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(exp)).padStart(2, '0')}`;
  }
  const plain = exp >= 0 ? plainDigits(value) : fixedSmall(mantissa, exp);
  return plain.includes('.') ? plain : `${plain}.0`;
}

function plainDigits(value: number): string {
  return Math.abs(value) < 1e21 ? String(value) : value.toFixed();
}

function fixedSmall(mantissa: string, exp: number): string {
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace('-', '').replace('.', '');
  return `${negative ? '-' : ''}0.${'0'.repeat(-exp - 1)}${digits}`;
}

/** `repr(complex)`. */
export function complexRepr(real: number, imag: number): string {
  const part = (value: number): string => floatRepr(value).replace(/\.0$/, '');
  if (real === 0 && !Object.is(real, -0)) return `${part(imag)}j`;
  const sign = imag < 0 || Object.is(imag, -0) ? '' : '+';
  return `(${part(real)}${sign}${part(imag)}j)`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Whether a character is printed as it is. */
function isPrintable(code: number, character: string): boolean {
  if (code < 0x7f) return code >= 0x20;
  if (code < 0xa1 || code === 0xad) return false;
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u.test(character);
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** `repr(str)`; with `ascii`, everything beyond ASCII is escaped. */
export function stringRepr(text: string, ascii = false): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote) body += `\\${character}`;
    else if (character in ESCAPES) body += ESCAPES[character];
    else if (isPrintable(code, character) && !(ascii && code > 126)) body += character;
    else body += escaped(character);
  }
  return quote + body + quote;
}

/** `repr(bytes)`. */
export function bytesRepr(bytes: Uint8Array): string {
  const text = latin1(bytes);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character === quote) body += `\\${character}`;
    else if (character in ESCAPES) body += ESCAPES[character];
    else
      body += code >= 0x20 && code < 0x7f ? character : `\\x${code.toString(16).padStart(2, '0')}`;
  }
  return `b${quote}${body}${quote}`;
}

// -------------------------------------------------------------------- format specifications

export interface Spec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^' | '';
  readonly sign: '+' | '-' | ' ' | '';
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | '';
  readonly precision: number;
  readonly type: string;
}

/** `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. @throws FormatError */
export function parseSpec(
  text: string,
  typeName: string,
  { behaviour, messages }: Pick<Version, 'behaviour' | 'messages'>,
): Spec {
  const characters = Array.from(text);
  let i = 0;
  let fill = ' ';
  let align: Spec['align'] = '';
  if ('<>=^'.includes(characters[1] ?? '?')) {
    fill = characters[0]!;
    align = characters[1] as Spec['align'];
    i = 2;
  } else if ('<>=^'.includes(characters[0] ?? '?')) {
    align = characters[0] as Spec['align'];
    i = 1;
  }
  const take = (set: string): string =>
    characters[i] !== undefined && set.includes(characters[i]!) ? characters[i++]! : '';
  const sign = take('+- ') as Spec['sign'];
  const noNegativeZero = behaviour.added.has('format.z') && take('z') !== '';
  const alternate = take('#') !== '';
  if (take('0') !== '' && align === '') {
    fill = '0';
    align = '=';
  }
  const number = (): string => {
    let digits = '';
    while (/[0-9]/.test(characters[i] ?? '')) digits += characters[i++];
    return digits;
  };
  const width = sizeOf(number());
  const grouping = take(',_') as Spec['grouping'];
  if (grouping !== '' && '_,'.includes(characters[i] ?? '?') && characters[i] !== grouping)
    throw new FormatError("Cannot specify both ',' and '_'.");
  let precision = -1;
  if (take('.') !== '') {
    const digits = number();
    if (digits === '') throw new FormatError('Format specifier missing precision');
    precision = sizeOf(digits);
  }
  const type = characters.slice(i).join('');
  if (Array.from(type).length > 1) throw new FormatError(messages.invalidSpecifier(text, typeName));
  const shown = type === '' && typeName === 'str' ? 's' : type;
  const groups = grouping === '_' ? 'deEfFgG%boxX' : 'deEfFgG%';
  if (grouping !== '' && shown !== '' && !groups.includes(shown))
    throw new FormatError(`Cannot specify '${grouping}' with '${shown}'.`);
  return { fill, align, sign, noNegativeZero, alternate, width, grouping, precision, type };
}

/** A width or a precision. */
function sizeOf(digits: string): number {
  const size = BigInt(digits || 0);
  if (size >= 2n ** 63n) throw new FormatError('Too many decimal digits in format string');
  // More than a string can have here is more memory than there is.
  if (size >= 2n ** 29n) throw new FormatError('', 'MemoryError');
  return Number(size);
}

function unknownCode(type: string, typeName: string): FormatError {
  return new FormatError(`Unknown format code '${type}' for object of type '${typeName}'`);
}

function pad(text: string, spec: Spec, align: '<' | '>' | '^'): string {
  const length = Array.from(text).length;
  const missing = spec.width - length;
  if (missing <= 0) return text;
  const how = spec.align === '' || spec.align === '=' ? align : spec.align;
  const left = how === '<' ? 0 : how === '>' ? missing : missing >> 1;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

/** `format(str, spec)`. */
export function formatString(text: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, 'str');
  if (spec.sign !== '') throw new FormatError('Sign not allowed in string format specifier');
  if (spec.alternate)
    throw new FormatError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=' && spec.fill !== '0') {
    throw new FormatError("'=' alignment not allowed in string format specifier");
  }
  const cut = spec.precision >= 0 ? Array.from(text).slice(0, spec.precision).join('') : text;
  return pad(cut, spec, '<');
}

function group(digits: string, by: number, separator: string): string {
  let out = '';
  for (let i = 0; i < digits.length; i++) {
    if (i > 0 && (digits.length - i) % by === 0) out += separator;
    out += digits[i];
  }
  return out;
}

/** Sign, prefix and digits of a number, filled up to the width. */
function number(
  negative: boolean,
  prefix: string,
  digits: string,
  rest: string,
  spec: Spec,
  by: number,
): string {
  const sign = negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  let body = spec.grouping ? group(digits, by, spec.grouping) : digits;
  const zeroFilled = spec.align === '=' && spec.fill === '0';
  if (zeroFilled) {
    const room = spec.width - sign.length - prefix.length - rest.length;
    let filled = digits;
    while ((spec.grouping ? group(filled, by, spec.grouping) : filled).length < room)
      filled = `0${filled}`;
    body = spec.grouping ? group(filled, by, spec.grouping) : filled;
    // A group must not begin with its separator.
    return sign + prefix + body + rest;
  }
  if (spec.align === '=') {
    const missing = spec.width - sign.length - prefix.length - body.length - rest.length;
    return sign + prefix + spec.fill.repeat(Math.max(0, missing)) + body + rest;
  }
  return pad(sign + prefix + body + rest, spec, '>');
}

/** `format(int, spec)`. */
export function formatInt(value: bigint, spec: Spec): string {
  const { type } = spec;
  if ('eEfFgG%'.includes(type) && type !== '') return formatFloat(Number(value), spec);
  if (spec.noNegativeZero) {
    throw new FormatError('Negative zero coercion (z) not allowed in integer format specifier');
  }
  if (type === 'n') return formatInt(value, { ...spec, type: 'd' });
  if (spec.precision >= 0)
    throw new FormatError('Precision not allowed in integer format specifier');
  if (type === 'c') {
    if (spec.sign !== '')
      throw new FormatError("Sign not allowed with integer format specifier 'c'");
    if (value < 0n || value > 0x10ffffn)
      throw new FormatError('%c arg not in range(0x110000)', 'OverflowError');
    return pad(String.fromCodePoint(Number(value)), spec, '>');
  }
  const base = { b: 2, o: 8, x: 16, X: 16, d: 10, '': 10 }[type];
  if (base === undefined) throw unknownCode(type, 'int');
  if (spec.grouping === ',' && base !== 10)
    throw new FormatError(`Cannot specify ',' with '${type}'.`);
  const magnitude = value < 0n ? -value : value;
  let digits = magnitude.toString(base);
  if (type === 'X') digits = digits.toUpperCase();
  const prefix = spec.alternate && base !== 10 ? `0${type}` : '';
  return number(value < 0n, prefix, digits, '', spec, base === 10 ? 3 : 4);
}

/** `format(float, spec)`. */
export function formatFloat(value: number, spec: Spec): string {
  const { type } = spec;
  if (!['', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%'].includes(type))
    throw unknownCode(type, 'float');
  let text: string;
  if (type === '' && spec.precision < 0) text = floatRepr(Math.abs(value));
  else {
    const precision = spec.precision < 0 ? 6 : spec.precision;
    const scaled = type === '%' ? value * 100 : value;
    const style = type === '%' ? 'f' : type === '' ? 'r' : type === 'n' ? 'g' : type;
    text = digitsOf(Math.abs(scaled), style, precision, spec.alternate);
    if (type === '%') text += '%';
  }
  if (type === 'E' || type === 'F' || type === 'G') text = text.toUpperCase();
  const zero = /^[0.]*%?$/.test(text);
  const negative = (value < 0 || Object.is(value, -0)) && !(spec.noNegativeZero && zero);
  const match = /^([0-9]*)(.*)$/s.exec(text)!;
  return number(negative, '', match[1]!, match[2]!, spec, 3);
}

/** `format(complex, spec)`. */
export function formatComplex(real: number, imag: number, spec: Spec): string {
  if (!['', 'e', 'E', 'f', 'F', 'g', 'G', 'n'].includes(spec.type))
    throw unknownCode(spec.type, 'complex');
  if (spec.align === '=')
    throw new FormatError("'=' alignment flag is not allowed in complex format specifier");
  const part: Spec = { ...spec, width: 0, align: '', fill: ' ' };
  const imaginary = `${formatFloat(imag, { ...part, sign: '+' })}j`;
  // Without a type it looks as `str` shows it.
  const bare = spec.type === '';
  const short = (text: string): string => (bare ? text.replace(/\.0+(?=j?$)/, '') : text);
  if (bare && real === 0 && !Object.is(real, -0)) {
    const alone = `${formatFloat(imag, part)}j`;
    return pad(short(alone), spec, '>');
  }
  const both = short(formatFloat(real, part)) + short(imaginary);
  return pad(bare ? `(${both})` : both, spec, '>');
}

/** Digits of a number that is not negative, in the style `e`, `f`, `g`, or `r`: `g` with a point. */
export function digitsOf(
  value: number,
  style: string,
  precision: number,
  alternate: boolean,
): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'inf';
  const small = style.toLowerCase();
  if (small === 'f') return fixed(value, precision) + (alternate && precision === 0 ? '.' : '');
  if (small === 'e') return exponential(value, precision, alternate);
  const digits = precision === 0 ? 1 : precision;
  const [, exponent] = exponential(value, digits - 1, false).split('e');
  const exp = Number(exponent);
  let text: string;
  // With a point to be added there is a digit less before the exponent.
  if (exp < -4 || exp >= (small === 'r' ? digits - 1 : digits)) {
    text = exponential(value, digits - 1, alternate);
    if (!alternate) text = text.replace(/\.?0*e/, 'e');
  } else {
    text = fixed(value, Math.max(0, digits - 1 - exp));
    if (!alternate && text.includes('.')) text = text.replace(/\.?0+$/, '');
    if (small === 'r' && !text.includes('.')) text += '.0';
  }
  return text;
}

/** `%.*e`. */
function exponential(value: number, precision: number, alternate: boolean): string {
  const [mantissa, exponent] = (
    precision <= 100 ? exactExponential(value, precision) : value.toExponential()
  ).split('e') as [string, string];
  const exp = Number(exponent);
  const point = alternate && !mantissa.includes('.') ? '.' : '';
  return `${mantissa}${point}e${exp < 0 ? '-' : '+'}${String(Math.abs(exp)).padStart(2, '0')}`;
}

/** Rounded half to even on the exact value, where JavaScript rounds half up. */
function exactExponential(value: number, precision: number): string {
  if (value === 0) return value.toExponential(precision);
  const [numerator, denominator] = fraction(value);
  let exp = Math.floor(Math.log10(value));
  for (;;) {
    const shift = precision - exp;
    const scaled =
      shift >= 0
        ? roundDiv(numerator * 10n ** BigInt(shift), denominator)
        : roundDiv(numerator, denominator * 10n ** BigInt(-shift));
    const digits = scaled.toString();
    if (digits.length > precision + 1) exp++;
    else if (digits.length < precision + 1) exp--;
    else return `${digits[0]}${precision > 0 ? `.${digits.slice(1)}` : ''}e${exp}`;
  }
}

/** `%.*f`. */
function fixed(value: number, precision: number): string {
  const [numerator, denominator] = fraction(value);
  const scaled = roundDiv(numerator * 10n ** BigInt(precision), denominator).toString();
  if (precision === 0) return scaled;
  const digits = scaled.padStart(precision + 1, '0');
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

function roundDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n))
    return quotient + 1n;
  return quotient;
}

const VIEW = new DataView(new ArrayBuffer(8));

/** A finite number that is not negative as an exact fraction. */
export function fraction(value: number): [numerator: bigint, denominator: bigint] {
  VIEW.setFloat64(0, value);
  const bits = VIEW.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = bits & 0xfffffffffffffn;
  const whole = exponent === 0 ? mantissa : mantissa | (1n << 52n);
  const power = Math.max(exponent, 1) - 1075;
  return power >= 0 ? [whole << BigInt(power), 1n] : [whole, 1n << BigInt(-power)];
}

/** `round(float, ndigits)`. */
export function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 323) return value;
  if (digits < -308) return 0;
  const magnitude = Math.abs(value);
  const text = digits >= 0 ? fixed(magnitude, digits) : roundTens(magnitude, -digits);
  return (value < 0 || Object.is(value, -0) ? -1 : 1) * Number(text);
}

function roundTens(value: number, tens: number): string {
  const [numerator, denominator] = fraction(value);
  return (roundDiv(numerator, denominator * 10n ** BigInt(tens)) * 10n ** BigInt(tens)).toString();
}
