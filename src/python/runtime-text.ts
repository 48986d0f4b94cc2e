import { Kind, newAsciiString, PyComplex_FromDoubles, PyDict_Items, PySet_Items, Str } from '../objects';
import {
  bytesRepr,
  complexRepr,
  describeSpecs,
  FormatError,
  floatRepr,
  formatFloat,
  formatInt,
  formatString,
  parseSpec,
  type Spec,
  stringRepr,
} from './format';
import { RuntimeContainers } from './runtime-containers';

/** `%` conversions: flags, width, precision, letter. */
const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

/** `str`, `repr`, `format` and `%` (Objects/object.c, unicodeobject.c). */
export abstract class RuntimeText extends RuntimeContainers {
  private readonly underRepr = new Set<number>();

  override complex(real: number, imag: number): number {
    return PyComplex_FromDoubles(this.py, real, imag);
  }

  /** `repr(o)` of a borrowed word. */
  repr(op: number): string {
    const own = this.userSpecial(op, '__repr__');
    if (own !== 0) return this.textResult(this.callMethodWord(own, op, []), '__repr__');
    return this.builtinRepr(op);
  }

  private textResult(word: number, method: string): string {
    const { py } = this;
    if (!this.isStr(word)) {
      const name = this.typeName(word);
      py.decref(word);
      this.typeError(`${method} returned non-string (type ${name})`);
    }
    const text = this.text(word);
    py.decref(word);
    return text;
  }

  /** `str(o)` of a borrowed word. */
  strOf(op: number): string {
    const { py } = this;
    const type = py.typeOf(op);
    if (type === this.strType) return this.text(op);
    const own = this.userSpecial(op, '__str__');
    if (own !== 0) return this.textResult(this.callMethodWord(own, op, []), '__str__');
    if (this.isStr(op)) return this.text(op);
    if (this.isSubtype(type, py.type('BaseException'))) return this.exceptionText(op);
    return this.repr(op);
  }

  exceptionText(op: number): string {
    const { py } = this;
    const args = this.exceptionArgs(op);
    const type = py.typeOf(op);
    if (this.isSubtype(type, py.type('KeyError')) && args.length === 1) return this.repr(args[0]!);
    if (this.isSubtype(type, py.type('OSError'))) {
      const field = (name: string): number => this.exceptionValue(op, name, 'PyOSErrorObject');
      const errno = field('myerrno');
      if (errno !== 0) {
        const file = field('filename');
        const text = `[Errno ${this.strOf(errno)}] ${this.strOf(field('strerror'))}`;
        return file === 0 ? text : `${text}: ${this.repr(file)}`;
      }
    }
    if (args.length === 0) return '';
    if (args.length === 1) return this.strOf(args[0]!);
    return this.repr(py.load(op + 6));
  }

  /** The address that `repr` shows, as glibc's `%p` prints it. */
  private at(op: number): string {
    return `0x${this.py.memory.addressOf(op).toString(16).padStart(12, '0')}`;
  }

  id(op: number): number {
    return this.py.memory.addressOf(op);
  }

  builtinRepr(op: number): string {
    const { py } = this;
    const type = py.typeOf(op);
    const { statics } = py;
    if (op === py.none) return 'None';
    if (op === statics.true) return 'True';
    if (op === statics.false) return 'False';
    if (op === statics.ellipsis) return 'Ellipsis';
    if (op === statics.notImplemented) return 'NotImplemented';
    const base = py.builtinBase(type);
    switch (py.kindOf(base)) {
      case Kind.INT:
        return this.intText(op);
      case Kind.FLOAT:
        return base === this.complexType ? complexRepr(...this.complexParts(op)) : floatRepr(this.double(op));
      case Kind.STR:
        return stringRepr(this.text(op));
      case Kind.TUPLE:
        return this.guarded(op, '(...)', () => {
          const items = this.tupleItems(op).map((item) => this.repr(item));
          return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
        });
      case Kind.LIST:
        return this.guarded(op, '[...]', () => `[${this.reprItems(op)}]`);
      case Kind.DICT:
        return this.dictRepr(op, type);
      case Kind.SET:
        return this.setRepr(op, type, base);
      case Kind.BYTEARRAY:
        return `${this.nameOfType(type)}(${bytesRepr(this.anyBytes(op))})`;
      case Kind.TYPE:
        return this.typeRepr(op);
      default:
    }
    if (base === this.bytesType) return bytesRepr(this.bytesOf(op));
    return this.objectRepr(op, type, base);
  }

  /** Items as they are at the time each is printed. */
  private reprItems(list: number): string {
    const parts: string[] = [];
    for (let i = 0; i < this.py.get(list + 4); i++) {
      const item = this.I(this.py.load(this.py.load(list + 6) + i * 2));
      parts.push(this.repr(item));
      this.py.decref(item);
    }
    return parts.join(', ');
  }

  private intText(op: number): string {
    const value = this.bigint(op);
    const limit = 4300;
    if (value > 2n ** 14280n || value < -(2n ** 14280n)) {
      const text = value.toString();
      if (text.replace('-', '').length > limit) {
        this.valueError(
          `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
        );
      }
      return text;
    }
    return value.toString();
  }

  /** `Py_ReprEnter`: an object inside itself is shown as dots. */
  guarded(op: number, dots: string, body: () => string): string {
    if (this.underRepr.has(op)) return dots;
    if (this.underRepr.size > this.recursionLimit) {
      this.raise_('RecursionError', 'maximum recursion depth exceeded while getting the repr of an object');
    }
    this.underRepr.add(op);
    try {
      return body();
    } finally {
      this.underRepr.delete(op);
    }
  }

  private dictRepr(op: number, type: number): string {
    const body = this.guarded(op, '{...}', () => {
      const items = PyDict_Items(this.py, op);
      const parts: string[] = [];
      for (let i = 0; i < items.length; i += 2) parts.push(`${this.repr(items[i]!)}: ${this.repr(items[i + 1]!)}`);
      return `{${parts.join(', ')}}`;
    });
    if (this.py.builtinBase(type) === this.dictType) return body;
    const factory = this.py.load(op + 12);
    return `${this.nameOfType(type)}(${factory === 0 ? 'None' : this.repr(factory)}, ${body})`;
  }

  private setRepr(op: number, type: number, base: number): string {
    const name = this.nameOfType(type);
    return this.guarded(op, `${name}(...)`, () => {
      const items = PySet_Items(this.py, op).map((item) => this.repr(item));
      if (items.length === 0) return `${name}()`;
      const body = `{${items.join(', ')}}`;
      return base === this.setType && type === base ? body : `${name}(${body})`;
    });
  }

  private typeRepr(op: number): string {
    return `<class '${this.qualifiedName(op)}'>`;
  }

  /** `module.qualname`, without `builtins`. */
  qualifiedName(type: number): string {
    const full = this.py.typeName(type);
    if (!this.isHeapType(type)) return full;
    const module = this.classAttribute(type, '__module__');
    const qualname = this.qualnameOf(type);
    const prefix = module !== 0 && this.isStr(module) ? this.text(module) : '';
    return prefix === '' || prefix === 'builtins' ? qualname : `${prefix}.${qualname}`;
  }

  qualnameOf(type: number): string {
    const { py } = this;
    return this.text(py.load(type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2)));
  }

  private objectRepr(op: number, type: number, base: number): string {
    const { py } = this;
    const known = this.reprs.get(py.typeName(base));
    if (known) return known(op);
    if (this.isSubtype(type, py.type('BaseException'))) {
      const args = this.exceptionArgs(op).map((arg) => this.repr(arg));
      return `${this.nameOfType(type)}(${args.join(', ')})`;
    }
    const method = this.special(base, '__repr__');
    if (method !== 0 && method !== this.special(this.objectType, '__repr__')) {
      return this.textResult(this.callMethodWord(method, op, []), '__repr__');
    }
    return `<${this.qualifiedName(type)} object at ${this.at(op)}>`;
  }

  /** How objects of other built-in types are shown. */
  readonly reprs: ReadonlyMap<string, (op: number) => string> = new Map<string, (op: number) => string>([
    ['function', (op) => `<function ${this.codeOf(op).qualname} at ${this.at(op)}>`],
    ['builtin_function_or_method', (op) => this.nativeRepr(op)],
    ['method_descriptor', (op) => `<method '${this.text(this.py.load(op + 6))}' of '${this.py.typeName(this.py.load(op + 4))}' objects>`],
    ['getset_descriptor', (op) => `<attribute '${this.text(this.py.load(op + 6))}' of '${this.py.typeName(this.py.load(op + 4))}' objects>`],
    ['member_descriptor', (op) => `<member '${this.text(this.py.load(op + 6))}' of '${this.py.typeName(this.py.load(op + 4))}' objects>`],
    ['method', (op) => `<bound method ${this.codeName(this.py.load(op + 4))} of ${this.repr(this.py.load(op + 6))}>`],
    ['module', (op) => `<module '${this.moduleName(op)}' (built-in)>`],
    ['range', (op) => this.rangeRepr(op)],
    ['slice', (op) => `slice(${[4, 6, 8].map((word) => this.repr(this.py.load(op + word))).join(', ')})`],
    ['cell', (op) => this.cellRepr(op)],
    ['generator', (op) => `<generator object ${this.generatorName(op)} at ${this.at(op)}>`],
    ['coroutine', (op) => `<coroutine object ${this.generatorName(op)} at ${this.at(op)}>`],
    ['weakref', (op) => this.weakrefRepr(op)],
    ['weakproxy', (op) => `<weakproxy at ${this.at(op)} to ${this.typeName(this.py.load(op + 4))} at ${this.at(this.py.load(op + 4))}>`],
    ['dict_keys', (op) => `dict_keys([${this.viewItems(op)}])`],
    ['dict_values', (op) => `dict_values([${this.viewItems(op)}])`],
    ['dict_items', (op) => `dict_items([${this.viewItems(op)}])`],
    ['mappingproxy', (op) => `mappingproxy(${this.repr(this.py.load(op + 4))})`],
    ['code', (op) => `<code object ${this.codes[this.py.get(op + this.codeIndex)]?.name ?? '?'} at ${this.at(op)}>`],
    ['collections.deque', (op) => this.dequeRepr(op)],
    ['NoneType', () => 'None'],
  ]);

  private codeName(func: number): string {
    return this.py.typeOf(func) === this.functionType ? this.codeOf(func).qualname : '?';
  }

  private generatorName(op: number): string {
    return this.generators.get(op)?.frame.code.qualname ?? '?';
  }

  private nativeRepr(op: number): string {
    const native = this.nativeOf(op);
    if (!native.method) return `<built-in function ${native.name}>`;
    const self = this.py.load(op + this.nativeSelf);
    return `<built-in method ${native.name} of ${this.typeName(self)} object at ${this.at(self)}>`;
  }

  private rangeRepr(op: number): string {
    const { start, stop, step } = this.rangeOf(op);
    return step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
  }

  private cellRepr(op: number): string {
    const value = this.py.load(op + 4);
    const what = value === 0 ? 'empty' : `${this.typeName(value)} object at ${this.at(value)}`;
    return `<cell at ${this.at(op)}: ${what}>`;
  }

  private weakrefRepr(op: number): string {
    const { py } = this;
    const referent = py.load(op + 4);
    if (referent === py.none) return `<weakref at ${this.at(op)}; dead>`;
    return `<weakref at ${this.at(op)}; to '${this.qualifiedName(py.typeOf(referent))}' at ${this.at(referent)}>`;
  }

  private viewItems(op: number): string {
    const items = this.collect(op);
    const text = items.map((item) => this.repr(item)).join(', ');
    for (const item of items) this.py.decref(item);
    return text;
  }

  private dequeRepr(op: number): string {
    const { py } = this;
    const maxlen = py.i32[op + 17]! < 0 ? '' : `, maxlen=${py.get(op + 16)}`;
    return this.guarded(op, '[...]', () => {
      const items = this.itemsOf(op).map((item) => this.repr(item));
      return `${this.nameOfType(py.typeOf(op))}([${items.join(', ')}]${maxlen})`;
    });
  }

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
    if (own !== 0) return this.callMethodWord(own, op, [this.str(spec)]);
    if (this.py.typeOf(op) === this.intType) return newAsciiString(this.py, this.formatText(op, spec));
    return this.str(this.formatText(op, spec));
  }

  formatText(op: number, spec: string): string {
    if (spec === '') return this.strOf(op);
    const name = this.typeName(op);
    return this.formatting(() => {
      if (this.isInt(op)) return formatInt(this.bigint(op), parseSpec(spec, name));
      if (this.isFloat(op)) return formatFloat(this.double(op), parseSpec(spec, name));
      if (this.isStr(op)) return formatString(this.text(op), parseSpec(spec, name));
      return this.typeError(`unsupported format string passed to ${name}.__format__`);
    });
  }

  private formatting<T>(body: () => T): T {
    describeSpecs(this.minor >= 10);
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
    return this.str(this.percent(this.text(format), values, false));
  }

  override percentBytes(format: number, values: number): number {
    const text = Array.from(this.bytesOf(format), (byte) => String.fromCharCode(byte)).join('');
    return this.bytes(Array.from(this.percent(text, values, true), (character) => character.charCodeAt(0)));
  }

  private percent(format: string, values: number, bytes: boolean): string {
    const tuple = this.isTuple(values);
    const args = tuple ? this.tupleItems(values) : [values];
    let next = 0;
    const take = (): number => {
      const value = args[next++];
      if (value === undefined) this.typeError('not enough arguments for format string');
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
    const out = format.replace(CONVERSION, (whole, key, flags: string, width, precision, letter) => {
      if (letter === undefined) this.valueError('incomplete format');
      if (letter === '%') return '%';
      const fieldWidth = size(width);
      const digits = size(precision);
      let value: number;
      if (key !== undefined) {
        if (!this.isDict(values)) this.typeError('format requires a mapping');
        mapped = true;
        const name = this.str(key);
        value = this.getItem(values, name);
        this.py.decref(name);
        this.py.decref(value);
      } else value = take();
      void whole;
      return this.formatting(() => this.conversion(value, letter, flags, fieldWidth ?? 0, digits ?? -1, bytes));
    });
    if (next < args.length && !mapped && (tuple || !this.isDict(values))) {
      this.typeError('not all arguments converted during string formatting');
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
      formatString(s, { ...spec, fill: ' ', sign: '', alternate: false, precision, align: left ? '<' : '>' });
    switch (letter) {
      case 's':
        return text(bytes && this.isBytes(value) ? latin1(this.bytesOf(value)) : this.strOf(value));
      case 'r':
        return text(this.repr(value));
      case 'a':
        return text(stringRepr(this.repr(value), true).slice(1, -1));
      case 'c':
        if (this.isStr(value)) return text(this.text(value));
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
          this.typeError(`must be real number, not ${this.typeName(value)}`);
        }
        return formatFloat(this.toDouble(value), { ...spec, type: letter, precision: precision < 0 ? 6 : precision });
      }
      default:
        return this.valueError(
          `unsupported format character '${letter}' (0x${letter.codePointAt(0)!.toString(16)}) at index 0`,
        );
    }
  }

  private integerConversion(value: number, letter: string, spec: Spec, precision: number): string {
    let number: bigint;
    if (this.isInt(value)) number = this.bigint(value);
    else if (this.isFloat(value) && 'diu'.includes(letter)) number = BigInt(Math.trunc(this.double(value)));
    else {
      const what = 'diu'.includes(letter) ? 'a real number is required' : 'an integer is required';
      return this.typeError(`%${letter} format: ${what}, not ${this.typeName(value)}`);
    }
    const type = 'diu'.includes(letter) ? 'd' : letter;
    if (precision < 0) return formatInt(number, { ...spec, type });
    const bare = formatInt(number < 0n ? -number : number, { ...spec, type, width: 0, sign: '', align: '>', fill: ' ' });
    const digits = (number < 0n ? '-' : spec.sign) + bare.padStart(precision, '0');
    return formatString(digits, { ...spec, fill: ' ', sign: '', alternate: false, align: spec.align === '=' ? '>' : spec.align });
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
