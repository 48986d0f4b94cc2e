import { newAsciiString, Str } from '../../objects';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { codecArguments, decode, encode } from './codecs';
import { splitList, splitSlots } from './list-extend';
import { formatMethod } from './str-format';

/** `str` and its methods (Objects/unicodeobject.c). */
export function installStrings(rt: Runtime): void {
  const { py, strType } = rt;
  rt.news.set(strType, (type, args, keywords) => {
    const [value] = args;
    let made: number;
    if (value === undefined) made = rt.str('');
    else if (args.length > 1 || keywords?.length) {
      if (!rt.isByteLike(value))
        rt.typeError(`decoding to str: need a bytes-like object, ${rt.typeName(value)} found`);
      made = rt.str(decode(rt, rt.anyBytes(value), ...codecArguments(rt, args.slice(1), keywords)));
    } else if (py.typeOf(value) === rt.intType) made = newAsciiString(py, rt.builtinRepr(value));
    else made = py.typeOf(value) === strType ? rt.I(value) : rt.str(rt.strOf(value));
    if (type === strType) return made;
    const op = rt.allocate(type, made);
    py.decref(made);
    return op;
  });
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], kw?: Keywords) => number,
    kw = false,
  ): void => rt.method(strType, name, min, max, call, kw);
  /** A method from texts to text. */
  const plain = (name: string, change: (text: string) => string): void =>
    on(name, 0, 0, ([s]) => rt.str(change(rt.text(s!))));
  plain('upper', (s) => s.toUpperCase());
  plain('lower', (s) => s.toLowerCase());
  plain('casefold', (s) => s.toLowerCase().replaceAll('ß', 'ss'));
  plain('swapcase', (s) =>
    Array.from(s, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  );
  plain('capitalize', (s) => {
    const [first = '', ...rest] = Array.from(s);
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
  plain('title', title);
  const test = (name: string, pattern: RegExp): void =>
    on(name, 0, 0, ([s]) => rt.bool(pattern.test(rt.text(s!))));
  test('isdigit', /^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u);
  test('isdecimal', /^\p{Nd}+$/u);
  test('isnumeric', /^\p{N}+$/u);
  test('isalpha', /^\p{L}+$/u);
  test('isalnum', /^[\p{L}\p{N}]+$/u);
  test('isspace', /^\s+$/u);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
  test('isascii', /^[\x00-\x7f]*$/);
  test('isidentifier', /^[\p{L}_][\p{L}\p{N}_]*$/u);
  on('isprintable', 0, 0, ([s]) => rt.bool(!/[\p{C}\p{Zl}\p{Zp}]|[^\S ]/u.test(rt.text(s!))));
  on('isupper', 0, 0, ([s]) =>
    rt.bool(/\p{Lu}/u.test(rt.text(s!)) && !/\p{Ll}/u.test(rt.text(s!))),
  );
  on('islower', 0, 0, ([s]) =>
    rt.bool(/\p{Ll}/u.test(rt.text(s!)) && !/\p{Lu}/u.test(rt.text(s!))),
  );
  on('istitle', 0, 0, ([s]) =>
    rt.bool(/\p{L}/u.test(rt.text(s!)) && title(rt.text(s!)) === rt.text(s!)),
  );

  installSearching(rt);
  installSplitting(rt);
  installPadding(rt);

  on(
    'replace',
    2,
    3,
    ([s, from, to, count], kw) => {
      const given = count ?? kw?.find(([key]) => key === 'count')?.[1];
      return rt.str(
        replace(
          rt.text(s!),
          text(rt, from!, 'replace', 1),
          text(rt, to!, 'replace', 2),
          given === undefined ? -1 : rt.number(given),
        ),
      );
    },
    true,
  );
  on('join', 1, 1, ([s, items]) => join(rt, s!, items!));
  on(
    'format',
    0,
    -1,
    ([s, ...args], kw = []) =>
      // What a tuple and a dict of arguments hold.
      rt.holding([...args, ...kw.map(([, value]) => value)], () =>
        rt.text(s!) === '{}' && args.length > 0 && py.typeOf(args[0]!) === strType
          ? rt.I(args[0]!)
          : rt.str(formatMethod(rt, rt.text(s!), args, kw)),
      ),
    true,
  );
  on('format_map', 1, 1, ([s, mapping]) => rt.str(formatMethod(rt, rt.text(s!), [], [], mapping)));
  on(
    'encode',
    0,
    2,
    ([s, ...codec], keywords) => rt.bytes(encode(rt, s!, ...codecArguments(rt, codec, keywords))),
    true,
  );
  on('translate', 1, 1, ([s, table]) => {
    let out = '';
    for (const character of rt.text(s!)) {
      const key = rt.int(character.codePointAt(0)!);
      const value = rt.isDict(table!) ? rt.dictLookup(table!, key) : 0;
      py.decref(key);
      if (value === 0) out += character;
      else if (value !== py.none)
        out += rt.isInt(value) ? String.fromCodePoint(rt.number(value)) : rt.text(value);
    }
    return rt.str(out);
  });
  rt.typeAttribute(
    strType,
    'maketrans',
    rt.nativeFunction(
      'maketrans',
      ([from, to, drop]) => {
        const dict = rt.newDict();
        if (to === undefined) {
          for (const key of rt.collect(from!)) {
            const code = rt.isStr(key) ? rt.int(rt.text(key).codePointAt(0)!) : rt.I(key);
            rt.dictSet(dict, code, rt.getItem(from!, key));
            py.decref(key);
          }
          return dict;
        }
        const [a, b] = [Array.from(rt.text(from!)), Array.from(rt.text(to))];
        if (a.length !== b.length)
          rt.valueError('the first two maketrans arguments must have equal length');
        for (const [i, character] of a.entries())
          rt.dictSet(dict, rt.int(character.codePointAt(0)!), rt.int(b[i]!.codePointAt(0)!));
        if (drop !== undefined)
          for (const character of rt.text(drop))
            rt.dictSet(dict, rt.int(character.codePointAt(0)!), rt.N());
        return dict;
      },
      1,
      3,
    ),
  );
  on('__len__', 0, 0, ([s]) => rt.count(py.get(s! + Str.LENGTH)));
  on('__getitem__', 1, 1, ([s, key]) => rt.getItem(s!, key!));
  on('__contains__', 1, 1, ([s, item]) => rt.bool(rt.hasItem(s!, item!)));
  on('__iter__', 0, 0, ([s]) => rt.builtinIter(s!));
  on('__str__', 0, 0, ([s]) => rt.str(rt.text(s!)));
  on('__repr__', 0, 0, ([s]) => rt.str(rt.builtinRepr(s!)));
  on('__hash__', 0, 0, ([s]) => rt.count(rt.hash(s!)));
  on(
    '__add__',
    1,
    1,
    ([a, b]) => rt.builtinBinary('add', a!, b!, false) || rt.I(py.statics.notImplemented),
  );
  on(
    '__mul__',
    1,
    1,
    ([a, b]) => rt.builtinBinary('mul', a!, b!, false) || rt.I(py.statics.notImplemented),
  );
  on('__mod__', 1, 1, ([a, b]) => rt.percentFormat(a!, b!));
  for (const [op, name] of ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].entries()) {
    on(name, 1, 1, ([a, b]) => rt.builtinComparison(op, a!, b!));
  }
}

function text(rt: Runtime, word: number, method: string, index: number): string {
  if (!rt.isStr(word)) {
    rt.typeError(`${method}() argument ${index} must be str, not ${rt.typeName(word)}`);
  }
  return rt.text(word);
}

function title(s: string): string {
  return s.replace(/\p{L}+/gu, (word) => {
    const [first = '', ...rest] = Array.from(word);
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
}

export function replace(s: string, from: string, to: string, count: number): string {
  if (count < 0) return s.replaceAll(from, () => to);
  let out = '';
  let rest = s;
  for (let i = 0; i < count; i++) {
    const at = rest.indexOf(from);
    if (at < 0) break;
    out += rest.slice(0, at) + to;
    rest = rest.slice(at + from.length);
    if (from === '') {
      out += rest.slice(0, 1);
      if (rest === '') break;
      rest = rest.slice(1);
    }
  }
  return out + rest;
}

function join(rt: Runtime, separator: number, items: number): number {
  if (!rt.isIterable(items)) rt.typeError('can only join an iterable');
  const fast = rt.sequenceFast(items);
  try {
    const words = rt.itemsOf(fast);
    if (words.length === 1 && rt.py.typeOf(words[0]!) === rt.strType) return rt.I(words[0]!);
    const texts = words.map((word, i) => {
      if (!rt.isStr(word))
        rt.typeError(`sequence item ${i}: expected str instance, ${rt.typeName(word)} found`);
      return rt.text(word);
    });
    return rt.str(texts.join(rt.text(separator)));
  } finally {
    rt.py.decref(fast);
  }
}

function installSearching(rt: Runtime): void {
  const { py, strType } = rt;
  /** The part of a text that optional bounds name, and where it begins, in code points. */
  const part = (
    s: number,
    start?: number,
    end?: number,
  ): { text: string; start: number; inside: boolean } => {
    const characters = Array.from(rt.text(s));
    const bound = (word: number | undefined, otherwise: number): number => {
      if (word === undefined || word === py.none) return otherwise;
      const value = rt.indexOf(word, 'slice');
      return Math.max(
        0,
        Math.min(value < 0 ? value + characters.length : value, characters.length + 1),
      );
    };
    const from = bound(start, 0);
    const to = Math.min(bound(end, characters.length), characters.length);
    return { text: characters.slice(from, to).join(''), start: from, inside: from <= to };
  };
  const find = (args: number[], last: boolean, name: string): number => {
    const [s, sub, start, end] = args;
    const { text: body, start: from, inside } = part(s!, start, end);
    const wanted = text(rt, sub!, name, 1);
    const at = last ? body.lastIndexOf(wanted) : body.indexOf(wanted);
    return at < 0 || !inside ? -1 : from + Array.from(body.slice(0, at)).length;
  };
  for (const [name, last] of [
    ['find', false],
    ['rfind', true],
  ] as const) {
    rt.method(strType, name, 1, 3, (args) => rt.count(find(args, last, name)));
  }
  for (const [name, last] of [
    ['index', false],
    ['rindex', true],
  ] as const) {
    rt.method(strType, name, 1, 3, (args) => {
      const at = find(args, last, name);
      return at < 0 ? rt.valueError('substring not found') : rt.count(at);
    });
  }
  rt.method(strType, 'count', 1, 3, ([s, sub, start, end]) => {
    const { text: body } = part(s!, start, end);
    const wanted = text(rt, sub!, 'count', 1);
    return rt.count(wanted === '' ? Array.from(body).length + 1 : body.split(wanted).length - 1);
  });
  for (const [name, has] of [
    ['startswith', (s: string, p: string) => s.startsWith(p)],
    ['endswith', (s: string, p: string) => s.endsWith(p)],
  ] as const) {
    rt.method(strType, name, 1, 3, ([s, prefix, start, end]) => {
      const { text: body } = part(s!, start, end);
      const all = rt.isTuple(prefix!) ? rt.tupleItems(prefix!) : [prefix!];
      return rt.bool(
        all.some((each) => {
          if (!rt.isStr(each)) {
            rt.typeError(
              `${name} first arg must be str or a tuple of str, not ${rt.typeName(each)}`,
            );
          }
          return has(body, rt.text(each));
        }),
      );
    });
  }
  for (const [name, cut] of [
    ['removeprefix', (s: string, p: string) => (s.startsWith(p) ? s.slice(p.length) : s)],
    [
      'removesuffix',
      (s: string, p: string) => (p !== '' && s.endsWith(p) ? s.slice(0, -p.length) : s),
    ],
  ] as const) {
    if (rt.minor >= 9)
      rt.method(strType, name, 1, 1, ([s, p]) => rt.str(cut(rt.text(s!), rt.text(p!))));
  }
}

/** `s.split()` and its kin, on texts. */
export function splitText(
  s: string,
  separator: string | null,
  max: number,
  right: boolean,
): string[] {
  if (separator === null) {
    const words = s.trim().split(/\s+/).filter(Boolean);
    if (max < 0 || words.length <= max + 1) return words;
    if (!right) {
      let rest = s.trimStart();
      const parts: string[] = [];
      for (let i = 0; i < max; i++) {
        const end = rest.search(/\s/);
        parts.push(rest.slice(0, end));
        rest = rest.slice(end).trimStart();
      }
      return [...parts, rest.trimEnd()];
    }
    let rest = s.trimEnd();
    const parts: string[] = [];
    for (let i = 0; i < max; i++) {
      const match = /\s(?=\S*$)/.exec(rest)!;
      parts.unshift(rest.slice(match.index + 1));
      rest = rest.slice(0, match.index).trimEnd();
    }
    return [rest.trimStart(), ...parts];
  }
  const parts = s.split(separator);
  if (max < 0 || parts.length <= max + 1) return parts;
  return right
    ? [parts.slice(0, parts.length - max).join(separator), ...parts.slice(parts.length - max)]
    : [...parts.slice(0, max), parts.slice(max).join(separator)];
}

/** What ends a line in a str. */
const LINE_ENDS = new Set(Array.from('\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029'));

/** `s.splitlines()`. */
function linesOf(text: string, keep: boolean): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (!LINE_ENDS.has(text[i]!)) continue;
    const end = text.startsWith('\r\n', i) ? i + 2 : i + 1;
    lines.push(text.slice(from, keep ? end : i));
    from = end;
    i = end - 1;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

function installSplitting(rt: Runtime): void {
  const { py, strType } = rt;
  for (const name of ['split', 'rsplit']) {
    rt.method(
      strType,
      name,
      0,
      2,
      ([s, sep, max], kw) => {
        const separator = sep ?? kw?.find(([key]) => key === 'sep')?.[1] ?? py.none;
        const limit = max ?? kw?.find(([key]) => key === 'maxsplit')?.[1];
        const by = separator === py.none ? null : text(rt, separator, name, 1);
        if (by === '') rt.valueError('empty separator');
        const body = rt.text(s!);
        const most = limit === undefined ? -1 : rt.number(limit);
        const words = splitText(body, by, most, name === 'rsplit').map((part) => rt.str(part));
        const few = by !== null && body.length < by.length;
        return splitList(rt, words, few ? 1 : splitSlots(rt, body.length, by?.length, most));
      },
      true,
    );
  }
  rt.method(
    strType,
    'splitlines',
    0,
    1,
    ([s, keep], kw) => {
      const ends = keep ?? kw?.[0]?.[1];
      const kept = ends !== undefined && rt.truth(ends);
      const lines = rt.list([]);
      for (const line of linesOf(rt.text(s!), kept)) rt.listAdd(lines, rt.str(line));
      return lines;
    },
    true,
  );
  for (const name of ['partition', 'rpartition']) {
    rt.method(strType, name, 1, 1, ([s, sep]) => {
      const body = rt.text(s!);
      const by = text(rt, sep!, name, 1);
      if (by === '') rt.valueError('empty separator');
      const at = name === 'partition' ? body.indexOf(by) : body.lastIndexOf(by);
      const parts =
        at >= 0
          ? [body.slice(0, at), by, body.slice(at + by.length)]
          : name === 'partition'
            ? [body, '', '']
            : ['', '', body];
      return rt.tuple(parts.map((part) => rt.str(part)));
    });
  }
}

function installPadding(rt: Runtime): void {
  const { py, strType } = rt;
  const length = (s: string): number => Array.from(s).length;
  const fill = (word: number | undefined): string => {
    const c = word === undefined ? ' ' : rt.text(word);
    if (length(c) !== 1) rt.typeError('The fill character must be exactly one character long');
    return c;
  };
  rt.method(strType, 'ljust', 1, 2, ([s, n, c]) => {
    const body = rt.text(s!);
    return rt.str(body + fill(c).repeat(Math.max(0, rt.number(n!) - length(body))));
  });
  rt.method(strType, 'rjust', 1, 2, ([s, n, c]) => {
    const body = rt.text(s!);
    return rt.str(fill(c).repeat(Math.max(0, rt.number(n!) - length(body))) + body);
  });
  rt.method(strType, 'center', 1, 2, ([s, n, c]) => {
    const body = rt.text(s!);
    const width = rt.number(n!);
    const missing = Math.max(0, width - length(body));
    const left = (missing >> 1) + (missing & width & 1);
    return rt.str(fill(c).repeat(left) + body + fill(c).repeat(missing - left));
  });
  rt.method(strType, 'zfill', 1, 1, ([s, n]) => {
    const body = rt.text(s!);
    const sign = /^[+-]/.test(body) ? body[0]! : '';
    return rt.str(
      sign + '0'.repeat(Math.max(0, rt.number(n!) - length(body))) + body.slice(sign.length),
    );
  });
  rt.method(
    strType,
    'expandtabs',
    0,
    1,
    ([s, n], kw) => {
      const given = n ?? kw?.[0]?.[1];
      const size = given === undefined ? 8 : rt.number(given);
      let column = 0;
      let out = '';
      for (const c of rt.text(s!)) {
        if (c === '\t') {
          const spaces = size > 0 ? size - (column % size) : 0;
          out += ' '.repeat(spaces);
          column += spaces;
        } else {
          out += c;
          column = c === '\n' || c === '\r' ? 0 : column + 1;
        }
      }
      return rt.str(out);
    },
    true,
  );
  for (const [name, sides] of [
    ['strip', 3],
    ['lstrip', 1],
    ['rstrip', 2],
  ] as const) {
    rt.method(strType, name, 0, 1, ([s, characters]) => {
      const body = rt.text(s!);
      const set =
        characters === undefined || characters === py.none ? null : new Set(rt.text(characters));
      const cut = strip(body, set, sides);
      return cut === body && py.typeOf(s!) === strType ? rt.I(s!) : rt.str(cut);
    });
  }
}

/** Cuts characters off the left (1), the right (2) or both sides (3). */
export function strip(body: string, set: ReadonlySet<string> | null, sides: number): string {
  const characters = Array.from(body);
  const drops = (c: string): boolean => (set ? set.has(c) : /\s/.test(c));
  let from = 0;
  let to = characters.length;
  if (sides & 1) while (from < to && drops(characters[from]!)) from++;
  if (sides & 2) while (to > from && drops(characters[to - 1]!)) to--;
  return from === 0 && to === characters.length ? body : characters.slice(from, to).join('');
}
