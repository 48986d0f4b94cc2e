import { newAsciiString, Str } from '../../objects';
import { latin1 } from '../objects/codecs';
import {
  FormatError,
  formatComplex,
  formatFloat,
  formatInt,
  formatString,
  parseSpec,
  type Spec,
  specsOf,
  stringRepr,
} from '../objects/format';
import { RuntimeReprs } from './runtime-reprs';

/** The letters that a conversion may end in. */
const CONVERSIONS = 'sracdiuxXoeEfFgG';

/** `%` conversions: flags, width, precision, letter. */
const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

/** `str`, `repr`, `format` and `%` (Objects/object.c, unicodeobject.c). */
export abstract class RuntimeText extends RuntimeReprs {
  // ---------------------------------------------------------------- format

  /** A part of an f-string: takes value and spec (0: none) over. */
  format(value: number, spec: number, conversion: 's' | 'r' | 'a' | null): number {
    const { py } = this;
    let op = value;
    try {
      if (conversion !== null) {
        const text = conversion === 's' ? this.strOf(value) : this.repr(value);
        op = this.str(conversion === 'a' ? stringRepr(text, true).slice(1, -1) : text);
        py.decref(value);
      }
      if (spec === 0 || py.get(spec + Str.LENGTH) === 0) {
        if (py.typeOf(op) === this.strType) return this.I(op);
      }
      return this.formatValue(op, spec === 0 ? '' : this.text(spec));
    } finally {
      py.decref(op);
      py.xdecref(spec);
    }
  }

  /** `format(o, spec)`, borrowed: a new reference. */
  formatValue(op: number, spec: string): number {
    const own = this.userSpecial(op, '__format__');
    if (own !== 0) return this.callSpecial(own, op, [this.str(spec)]);
    const type = this.py.typeOf(op);
    if (type === this.intType) return newAsciiString(this.py, this.formatText(op, spec));
    // `object.__format__` is looked up and bound, too.
    const held = this.isHeapType(type) ? [op] : [];
    return this.holding(held, () => this.str(this.formatText(op, spec)));
  }

  formatText(op: number, spec: string): string {
    if (spec === '') return this.strOf(op);
    const name = this.typeName(op);
    return this.formatting(() => {
      if (this.isInt(op)) return formatInt(this.bigint(op), parseSpec(spec, name));
      if (this.isFloat(op)) return formatFloat(this.double(op), parseSpec(spec, name));
      if (this.isComplex(op)) return formatComplex(...this.complexParts(op), parseSpec(spec, name));
      if (this.isStr(op)) return formatString(this.text(op), parseSpec(spec, name));
      return this.typeError(`unsupported format string passed to ${name}.__format__`);
    });
  }

  private formatting<T>(body: () => T): T {
    specsOf(this.minor);
    try {
      return body();
    } catch (error) {
      if (error instanceof FormatError) this.raise_(error.type, error.message);
      throw error;
    }
  }

  /** The parts of an f-string: takes them over. */
  join(parts: readonly number[]): number {
    let text = '';
    for (const part of parts) text += this.text(part);
    for (const part of parts) this.py.decref(part);
    return this.str(text);
  }

  // ---------------------------------------------------------------- %

  override percentFormat(format: number, values: number): number {
    const text = this.text(format);
    // The writer gives back what is the whole of the result.
    if (text === '%s') {
      const [only, ...more] = this.isTuple(values) ? this.tupleItems(values) : [values];
      if (only && more.length === 0 && this.py.typeOf(only) === this.strType) return this.I(only);
    }
    return this.str(this.percent(text, values, false));
  }

  override percentBytes(format: number, values: number): number {
    const text = Array.from(this.bytesOf(format), (byte) => String.fromCharCode(byte)).join('');
    return this.bytes(
      Array.from(this.percent(text, values, true), (character) => character.charCodeAt(0)),
    );
  }

  private percent(format: string, values: number, bytes: boolean): string {
    const tuple = this.isTuple(values);
    const args = tuple ? this.tupleItems(values) : [values];
    let next = 0;
    const take = (): number => {
      const value = args[next++];
      if (value === undefined) {
        const got = this.minor >= 15 ? ` (got ${args.length})` : '';
        this.typeError(`not enough arguments for format string${got}`);
      }
      return value!;
    };
    let mapped = false;
    const size = (text: string | undefined): number | null => {
      if (text === undefined) return null;
      if (text !== '*') return Number(text);
      const word = take();
      if (!this.isInt(word)) this.typeError('* wants int');
      return this.number(word);
    };
    const out = format.replace(
      CONVERSION,
      (whole: string, key, flags: string, width, precision, letter, at: number) => {
        if (letter === undefined) {
          this.valueError(this.minor >= 15 ? `stray % at position ${at}` : 'incomplete format');
        }
        if (letter === '%') return '%';
        const fieldWidth = size(width);
        const digits = size(precision);
        let value: number;
        if (key !== undefined) {
          if (!this.isDict(values)) {
            const given = this.minor >= 15 ? `, not ${this.typeName(values)}` : '';
            this.typeError(`format requires a mapping${given}`);
          }
          mapped = true;
          const name = this.str(key);
          value = this.getItem(values, name);
          this.py.decref(name);
        } else value = take();
        if (!CONVERSIONS.includes(letter)) {
          const code = `0x${letter.codePointAt(0)!.toString(16)}`;
          const last = at + whole.length - 1;
          this.valueError(
            this.minor >= 15
              ? `unsupported format %${letter} at position ${at}`
              : `unsupported format character '${letter}' (${code}) at index ${last}`,
          );
        }
        try {
          return this.formatting(() =>
            this.conversion(value, letter, flags, fieldWidth ?? 0, digits ?? -1, bytes),
          );
        } finally {
          if (key !== undefined) this.py.decref(value);
        }
      },
    );
    if (next < args.length && !mapped && (tuple || !this.isDict(values))) {
      const counts = this.minor >= 15 ? ` (required ${next}, got ${args.length})` : '';
      this.typeError(`not all arguments converted during string formatting${counts}`);
    }
    return out;
  }

  private conversion(
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
      case 's':
        return text(bytes && this.isBytes(value) ? latin1(this.bytesOf(value)) : this.strOf(value));
      case 'r':
        return text(this.repr(value));
      case 'a':
        return text(stringRepr(this.repr(value), true).slice(1, -1));
      case 'c':
        if (this.isStr(value)) return text(this.character(this.text(value)));
        return text(String.fromCodePoint(this.number(value)));
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o':
        return this.integerConversion(value, letter, spec, precision);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': {
        if (!this.isInt(value) && !this.isFloat(value)) {
          const named =
            this.minor >= 15
              ? `format argument: %${letter} requires a real number`
              : 'must be real number';
          this.typeError(`${named}, not ${this.typeName(value)}`);
        }
        return formatFloat(this.toDouble(value), {
          ...spec,
          type: letter,
          precision: precision < 0 ? 6 : precision,
        });
      }
      default:
        return '';
    }
  }

  /** What `%c` takes: one character. */
  private character(text: string): string {
    const length = [...text].length;
    if (length === 1) return text;
    const given = `not a string of length ${length}`;
    if (this.minor >= 15) {
      this.typeError(`format argument: %c requires an integer or a unicode character, ${given}`);
    }
    return this.typeError(
      this.minor === 14
        ? `%c requires an int or a unicode character, ${given}`
        : '%c requires int or char',
    );
  }

  private integerConversion(value: number, letter: string, spec: Spec, precision: number): string {
    let number: bigint;
    if (this.isInt(value)) number = this.bigint(value);
    else if (this.isFloat(value) && 'diu'.includes(letter))
      number = BigInt(Math.trunc(this.double(value)));
    else {
      const real = this.minor >= 10 ? 'a real number' : 'a number';
      const what = 'diu'.includes(letter) ? real : 'an integer';
      const needs =
        this.minor >= 15
          ? `format argument: %${letter} requires ${what}`
          : `%${letter} format: ${what} is required`;
      return this.typeError(`${needs}, not ${this.typeName(value)}`);
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
}
