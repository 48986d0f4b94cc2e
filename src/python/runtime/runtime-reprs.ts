import { Kind, PyComplex_FromDoubles, PyDict_Items, PySet_Items, TYPES } from '../../objects';
import { escaped } from '../objects/codecs';
import { bytesRepr, complexRepr, floatRepr, stringRepr } from '../objects/format';
import { RuntimeContainers } from './runtime-containers';
import { UNICODE_ERRORS } from './runtime-errors';

/** `repr` and `str` (Objects/object.c). */
export abstract class RuntimeReprs extends RuntimeContainers {
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
    if (this.isProxyType(type)) return this.strOf(this.proxied(op));
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
    if (this.isSubtype(type, py.type('SyntaxError'))) {
      const field = (name: string): number => this.exceptionValue(op, name, 'PySyntaxErrorObject');
      const message = field('msg') === 0 ? 'None' : this.strOf(field('msg'));
      const [file, line] = [field('filename'), field('lineno')];
      const where = [
        ...(file !== 0 && this.isStr(file) ? [this.text(file).split('/').at(-1)] : []),
        ...(line !== 0 && this.isInt(line) ? [`line ${this.strOf(line)}`] : []),
      ];
      return where.length === 0 ? message : `${message} (${where.join(', ')})`;
    }
    if (UNICODE_ERRORS.includes(py.typeName(py.builtinBase(type)))) return this.unicodeError(op);
    if (args.length === 0) return '';
    if (args.length === 1) return this.strOf(args[0]!);
    return this.repr(py.load(op + 6));
  }

  /** `UnicodeDecodeError_str`, `UnicodeEncodeError_str`. */
  private unicodeError(op: number): string {
    const { py } = this;
    const field = (name: string): number => this.exceptionField(name, 'PyUnicodeErrorObject') + op;
    const object = py.load(field('object'));
    if (object === 0) return '';
    const [start, end] = [py.get(field('start')), py.get(field('end'))];
    const decoding = this.isByteLike(object);
    const codec = `'${this.strOf(py.load(field('encoding')))}' codec can't ${decoding ? 'decode' : 'encode'}`;
    const reason = this.strOf(py.load(field('reason')));
    if (end !== start + 1 || end > this.lengthOf(object))
      return `${codec} ${decoding ? 'bytes' : 'characters'} in position ${start}-${end - 1}: ${reason}`;
    if (decoding) {
      const byte = this.anyBytes(object)[start]!.toString(16).padStart(2, '0');
      return `${codec} byte 0x${byte} in position ${start}: ${reason}`;
    }
    const code = this.characterAt(object, start);
    return `${codec} character '${escaped(code)}' in position ${start}: ${reason}`;
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
        return base === this.complexType
          ? complexRepr(...this.complexParts(op))
          : floatRepr(this.double(op));
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
      const item = this.py.load(this.py.load(list + 6) + i * 2);
      parts.push(this.minor >= 14 ? this.holding([item], () => this.repr(item)) : this.repr(item));
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
      this.raise_(
        'RecursionError',
        'maximum recursion depth exceeded while getting the repr of an object',
      );
    }
    this.underRepr.add(op);
    try {
      return body();
    } finally {
      this.underRepr.delete(op);
    }
  }

  private dictRepr(op: number, type: number): string {
    if (this.py.specOf(type) === this.py.odictSpec) {
      const method = this.special(this.py.type('collections.OrderedDict'), '__repr__');
      return this.textResult(this.callMethodWord(method, op, []), '__repr__');
    }
    const body = this.guarded(op, '{...}', () => {
      const items = PyDict_Items(this.py, op);
      const parts: string[] = [];
      for (let i = 0; i < items.length; i += 2) {
        const pair = items.slice(i, i + 2);
        parts.push(this.holding(pair, () => pair.map((each) => this.repr(each)).join(': ')));
      }
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
    const known = this.reprs.get(TYPES[py.specOf(base)]!.name);
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
  readonly reprs: ReadonlyMap<string, (op: number) => string> = new Map<
    string,
    (op: number) => string
  >([
    ['function', (op) => `<function ${this.codeOf(op).qualname} at ${this.at(op)}>`],
    ['builtin_function_or_method', (op) => this.nativeRepr(op)],
    [
      'method_descriptor',
      (op) =>
        `<method '${this.text(this.py.load(op + 6))}' of '${this.py.typeName(this.py.load(op + 4))}' objects>`,
    ],
    [
      'getset_descriptor',
      (op) =>
        `<attribute '${this.text(this.py.load(op + 6))}' of '${this.py.typeName(this.py.load(op + 4))}' objects>`,
    ],
    [
      'member_descriptor',
      (op) =>
        `<member '${this.text(this.py.load(op + 6))}' of '${this.py.typeName(this.py.load(op + 4))}' objects>`,
    ],
    [
      'method',
      (op) =>
        `<bound method ${this.codeName(this.py.load(op + 4))} of ${this.repr(this.py.load(op + 6))}>`,
    ],
    [
      'module',
      (op) => `<module '${this.moduleName(op)}'${this.isImported(op) ? ' (built-in)' : ''}>`,
    ],
    ['range', (op) => this.rangeRepr(op)],
    [
      'slice',
      (op) => `slice(${[4, 6, 8].map((word) => this.repr(this.py.load(op + word))).join(', ')})`,
    ],
    ['cell', (op) => this.cellRepr(op)],
    ['generator', (op) => `<generator object ${this.generatorName(op)} at ${this.at(op)}>`],
    ['coroutine', (op) => `<coroutine object ${this.generatorName(op)} at ${this.at(op)}>`],
    ['weakref', (op) => this.weakrefRepr(op)],
    ['weakproxy', (op) => this.proxyRepr(op)],
    ['weakcallableproxy', (op) => this.proxyRepr(op)],
    ['dict_keys', (op) => `dict_keys([${this.viewItems(op)}])`],
    ['dict_values', (op) => `dict_values([${this.viewItems(op)}])`],
    ['dict_items', (op) => `dict_items([${this.viewItems(op)}])`],
    ['mappingproxy', (op) => `mappingproxy(${this.repr(this.py.load(op + 4))})`],
    [
      'code',
      (op) =>
        `<code object ${this.codes[this.py.get(op + this.codeIndex)]?.name ?? '?'} at ${this.at(op)}>`,
    ],
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

  private proxyRepr(op: number): string {
    const referent = this.py.load(op + 4);
    return `<weakproxy at ${this.at(op)} to ${this.typeName(referent)} at ${this.at(referent)}>`;
  }

  private dequeRepr(op: number): string {
    const { py } = this;
    const maxlen = py.i32[op + 17]! < 0 ? '' : `, maxlen=${py.get(op + 16)}`;
    return this.guarded(op, '[...]', () => {
      const items = this.itemsOf(op).map((item) => this.repr(item));
      return `${this.nameOfType(py.typeOf(op))}([${items.join(', ')}]${maxlen})`;
    });
  }
}
