import { Str } from '../../objects/structs';
import { isCompactAscii } from '../../objects/unicodeobject';
import { codecArguments, decode, encode } from '../runtime/codecs';
import { defineMethod, defineNew, methodDefiner } from '../runtime/define';
import { asText, typeError, valueError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isStr, isTuple, typeName } from '../runtime/type-checks';
import {
  listAdd,
  newBool,
  newBytes,
  newList,
  newSsize,
  newStr,
  newTrackedTuple,
  tupleItems,
} from '../runtime/values';
import { allocLike } from './allocate';
import { isBuffer } from './buffer';
import { anyBytes } from './bytes-like';
import { builtinHash } from './hash';
import { asInt, asNumber, sliceIndex } from './index-numbers';
import { isIterable } from './iter';
import { itemsOf } from './length';
import { splitList, splitSlots } from './list-extend';
import { percentFormat } from './percent-format';
import { builtinReprObject, strObject } from './repr';
import { sequenceFast } from './sequences';
import { formatMethod } from './str-format';
import { linesOf, replace, splitText, strip, title } from './str-text';
import { installTranslation } from './str-translate';
import { truth } from './truth';

/** Bytes that changing the case of a character may need. */
const CASED_BYTES = 12;

/** `str` and its methods (Objects/unicodeobject.c). */
export function installStrings(rt: Runtime): void {
  const { py, strType } = rt;
  defineNew(rt, strType, (type, args) => {
    const [value] = args;
    let made: number;
    if (value === undefined) made = newStr(rt, '');
    else if (args.length > 1) {
      if (!isBuffer(rt, value))
        typeError(rt, `decoding to str: need a bytes-like object, ${typeName(rt, value)} found`);
      made = newStr(
        rt,
        decode(rt, anyBytes(rt, value), ...codecArguments(rt, 'str', args.slice(1))),
      );
    } else made = strObject(rt, value);
    if (type === strType) return made;
    const op = allocLike(rt, type, made);
    py.decref(made);
    return op;
  });
  const on = methodDefiner(rt, strType);
  /**
   * A method that changes cases (`case_operation`): into an array of three numbers for each character first, unless
   * that of ASCII characters is made at once.
   */
  const cases = (name: string, change: (text: string) => string, direct = false): void =>
    on(name, 0, 0, ([s]) => {
      const made = change(asText(rt, s!));
      if ((direct && isCompactAscii(py, s!)) || made === '') return newStr(rt, made);
      const block = py.calloc(py.get(s! + Str.LENGTH) * CASED_BYTES);
      const word = newStr(rt, made);
      py.free(block);
      return word;
    });
  cases('upper', (s) => s.toUpperCase(), true);
  cases('lower', (s) => s.toLowerCase(), true);
  cases('casefold', (s) => s.toLowerCase().replaceAll('ß', 'ss'), true);
  cases('swapcase', (s) =>
    Array.from(s, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  );
  cases('capitalize', (s) => {
    const [first = '', ...rest] = Array.from(s);
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
  cases('title', title);
  const test = (name: string, pattern: RegExp): void =>
    on(name, 0, 0, ([s]) => newBool(rt, pattern.test(asText(rt, s!))));
  test('isdigit', /^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u);
  test('isdecimal', /^\p{Nd}+$/u);
  test('isnumeric', /^\p{N}+$/u);
  test('isalpha', /^\p{L}+$/u);
  test('isalnum', /^[\p{L}\p{N}]+$/u);
  test('isspace', /^\s+$/u);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
  test('isascii', /^[\x00-\x7f]*$/);
  test('isidentifier', /^[\p{L}_][\p{L}\p{N}_]*$/u);
  on('isprintable', 0, 0, ([s]) =>
    newBool(rt, !/[\p{C}\p{Zl}\p{Zp}]|[^\S ]/u.test(asText(rt, s!))),
  );
  on('isupper', 0, 0, ([s]) =>
    newBool(rt, /\p{Lu}/u.test(asText(rt, s!)) && !/\p{Ll}/u.test(asText(rt, s!))),
  );
  on('islower', 0, 0, ([s]) =>
    newBool(rt, /\p{Ll}/u.test(asText(rt, s!)) && !/\p{Lu}/u.test(asText(rt, s!))),
  );
  on('istitle', 0, 0, ([s]) =>
    newBool(rt, /\p{L}/u.test(asText(rt, s!)) && title(asText(rt, s!)) === asText(rt, s!)),
  );

  installSearching(rt);
  installSplitting(rt);
  installPadding(rt);

  on(
    'replace',
    2,
    3,
    ([s, from, to, count]) => {
      return sameOrNew(
        rt,
        s!,
        replace(
          asText(rt, s!),
          text(rt, from!, 'replace', 1),
          text(rt, to!, 'replace', 2),
          count === undefined ? -1 : asNumber(rt, count),
        ),
      );
    },
    rt.behaviour.added.has('str.replace.count') ? 'old new / count' : false,
  );
  on('join', 1, 1, ([s, items]) => join(rt, s!, items!));
  on(
    'format',
    0,
    -1,
    ([s, ...args], kw = []) =>
      !/[{}]/.test(asText(rt, s!)) ? newRef(rt, s!) : formatMethod(rt, asText(rt, s!), args, kw),
    true,
  );
  on('format_map', 1, 1, ([s, mapping]) => formatMethod(rt, asText(rt, s!), [], [], mapping));
  on(
    'encode',
    0,
    2,
    ([s, ...codec]) => newBytes(rt, encode(rt, s!, ...codecArguments(rt, 'encode', codec))),
    'encoding errors',
  );
  installTranslation(rt);
  on('__len__', 0, 0, ([s]) => newSsize(rt, py.get(s! + Str.LENGTH)));
  on('__str__', 0, 0, ([s]) => sameOrNew(rt, s!, asText(rt, s!)));
  on('__repr__', 0, 0, ([s]) => builtinReprObject(rt, s!));
  on('__hash__', 0, 0, ([s]) => newSsize(rt, builtinHash(rt, s!)));
  on('__mod__', 1, 1, ([a, b]) => percentFormat(rt, a!, b!));
}

/** The characters that a method strips. */
function stripped(rt: Runtime, word: number, method: string): Set<string> {
  if (!isStr(rt, word)) typeError(rt, `${method} arg must be None or str`);
  return new Set(asText(rt, word));
}

/** What a method looks for. */
function sought(rt: Runtime, word: number, method: string): string {
  if (!isStr(rt, word)) typeError(rt, rt.messages.noTextSought(method, typeName(rt, word)));
  return asText(rt, word);
}

export function text(rt: Runtime, word: number, method: string, index: number): string {
  if (!isStr(rt, word)) {
    typeError(rt, `${method}() argument ${index} must be str, not ${typeName(rt, word)}`);
  }
  return asText(rt, word);
}

export function join(rt: Runtime, separator: number, items: number): number {
  if (!isIterable(rt, items)) typeError(rt, 'can only join an iterable');
  const fast = sequenceFast(rt, items);
  try {
    const words = itemsOf(rt, fast);
    if (words.length === 1 && rt.py.typeOf(words[0]!) === rt.strType) return newRef(rt, words[0]!);
    const texts = words.map((word, i) => {
      if (!isStr(rt, word))
        typeError(rt, `sequence item ${i}: expected str instance, ${typeName(rt, word)} found`);
      return asText(rt, word);
    });
    return newStr(rt, texts.join(asText(rt, separator)));
  } finally {
    rt.py.decref(fast);
  }
}

/** Whether a text has code points of two units. */
const hasPairs = (text: string): boolean => /[\ud800-\udbff][\udc00-\udfff]/.test(text);

const codePoints = (text: string): number =>
  hasPairs(text) ? Array.from(text).length : text.length;

function installSearching(rt: Runtime): void {
  const { py, strType } = rt;
  /** The part of a text that optional bounds name, and where it begins, in code points. */
  const part = (
    s: number,
    start?: number,
    end?: number,
  ): { text: string; start: number; inside: boolean } => {
    const whole = asText(rt, s);
    // A code point is a unit of the text, but for those that take two.
    const characters = hasPairs(whole) ? Array.from(whole) : undefined;
    const length = characters?.length ?? whole.length;
    const bound = (word: number | undefined, otherwise: number): number => {
      if (word === undefined || word === py.none) return otherwise;
      const value = sliceIndex(rt, word);
      return Math.max(0, Math.min(value < 0 ? value + length : value, length + 1));
    };
    const from = bound(start, 0);
    const to = Math.min(bound(end, length), length);
    const text = characters ? characters.slice(from, to).join('') : whole.slice(from, to);
    return { text, start: from, inside: from <= to };
  };
  const find = (args: number[], last: boolean, name: string): number => {
    const [s, sub, start, end] = args;
    const { text: body, start: from, inside } = part(s!, start, end);
    const wanted = sought(rt, sub!, name);
    const at = last ? body.lastIndexOf(wanted) : body.indexOf(wanted);
    return at < 0 || !inside ? -1 : from + codePoints(body.slice(0, at));
  };
  for (const [name, last] of [
    ['find', false],
    ['rfind', true],
  ] as const) {
    defineMethod(rt, strType, name, 1, 3, (args) => newSsize(rt, find(args, last, name)));
  }
  for (const [name, last] of [
    ['index', false],
    ['rindex', true],
  ] as const) {
    defineMethod(rt, strType, name, 1, 3, (args) => {
      const at = find(args, last, name);
      return at < 0 ? valueError(rt, 'substring not found') : newSsize(rt, at);
    });
  }
  defineMethod(rt, strType, 'count', 1, 3, ([s, sub, start, end]) => {
    const { text: body } = part(s!, start, end);
    const wanted = sought(rt, sub!, 'count');
    return newSsize(rt, wanted === '' ? codePoints(body) + 1 : body.split(wanted).length - 1);
  });
  for (const [name, has] of [
    ['startswith', (s: string, p: string) => s.startsWith(p)],
    ['endswith', (s: string, p: string) => s.endsWith(p)],
  ] as const) {
    defineMethod(rt, strType, name, 1, 3, ([s, prefix, start, end]) => {
      const { text: body } = part(s!, start, end);
      const all = isTuple(rt, prefix!) ? tupleItems(rt, prefix!) : [prefix!];
      return newBool(
        rt,
        all.some((each) => {
          if (!isStr(rt, each)) {
            typeError(
              rt,
              isTuple(rt, prefix!)
                ? `tuple for ${name} must only contain str, not ${typeName(rt, each)}`
                : `${name} first arg must be str or a tuple of str, not ${typeName(rt, each)}`,
            );
          }
          return has(body, asText(rt, each));
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
    if (rt.behaviour.added.has('str.removeprefix'))
      defineMethod(rt, strType, name, 1, 1, ([s, p]) =>
        sameOrNew(rt, s!, cut(asText(rt, s!), asText(rt, p!))),
      );
  }
}

function installSplitting(rt: Runtime): void {
  const { py, strType } = rt;
  for (const name of ['split', 'rsplit']) {
    defineMethod(
      rt,
      strType,
      name,
      0,
      2,
      ([s, separator = py.none, limit]) => {
        if (separator !== py.none && !isStr(rt, separator))
          typeError(rt, `must be str or None, not ${typeName(rt, separator)}`);
        const by = separator === py.none ? null : asText(rt, separator);
        if (by === '') valueError(rt, 'empty separator');
        const body = asText(rt, s!);
        const most = limit === undefined ? -1 : asNumber(rt, limit);
        const words = splitText(body, by, most, name === 'rsplit').map((part) =>
          by === null && most === 0 ? newStr(rt, part) : sameOrNew(rt, s!, part),
        );
        const few = by !== null && body.length < by.length;
        return splitList(rt, words, few ? 1 : splitSlots(rt, body.length, by?.length, most));
      },
      'sep maxsplit',
    );
  }
  defineMethod(
    rt,
    strType,
    'splitlines',
    0,
    1,
    ([s, ends]) => {
      const kept = ends !== undefined && truth(rt, ends);
      const lines = newList(rt, []);
      for (const line of linesOf(asText(rt, s!), kept)) listAdd(rt, lines, sameOrNew(rt, s!, line));
      return lines;
    },
    'keepends',
  );
  for (const name of ['partition', 'rpartition']) {
    defineMethod(rt, strType, name, 1, 1, ([s, sep]) => {
      const body = asText(rt, s!);
      const by = text(rt, sep!, name, 1);
      if (by === '') valueError(rt, 'empty separator');
      const at = name === 'partition' ? body.indexOf(by) : body.lastIndexOf(by);
      const parts =
        at >= 0
          ? [body.slice(0, at), by, body.slice(at + by.length)]
          : name === 'partition'
            ? [body, '', '']
            : ['', '', body];
      return newTrackedTuple(
        rt,
        // A class built on str is given back too.
        parts.map((part) => (part === body ? newRef(rt, s!) : newStr(rt, part))),
      );
    });
  }
}

/** A str that a method leaves as it is (`unicode_result_unchanged`), or a new one. */
function sameOrNew(rt: Runtime, s: number, made: string): number {
  // The text itself is read only where it may be the same: a part of a long one is not.
  const same =
    rt.py.typeOf(s) === rt.strType &&
    made.length >= rt.py.get(s + Str.LENGTH) &&
    made === asText(rt, s);
  return same ? newRef(rt, s) : newStr(rt, made);
}

function installPadding(rt: Runtime): void {
  const { py, strType } = rt;
  const length = (s: string): number => Array.from(s).length;
  const fill = (word: number | undefined): string => {
    const c = word === undefined ? ' ' : asText(rt, word);
    if (length(c) !== 1) typeError(rt, 'The fill character must be exactly one character long');
    return c;
  };
  defineMethod(rt, strType, 'ljust', 1, 2, ([s, n, c]) => {
    const body = asText(rt, s!);
    return sameOrNew(rt, s!, body + fill(c).repeat(Math.max(0, asNumber(rt, n!) - length(body))));
  });
  defineMethod(rt, strType, 'rjust', 1, 2, ([s, n, c]) => {
    const body = asText(rt, s!);
    return sameOrNew(rt, s!, fill(c).repeat(Math.max(0, asNumber(rt, n!) - length(body))) + body);
  });
  defineMethod(rt, strType, 'center', 1, 2, ([s, n, c]) => {
    const body = asText(rt, s!);
    const width = asNumber(rt, n!);
    const missing = Math.max(0, width - length(body));
    const left = (missing >> 1) + (missing & width & 1);
    return sameOrNew(rt, s!, fill(c).repeat(left) + body + fill(c).repeat(missing - left));
  });
  defineMethod(rt, strType, 'zfill', 1, 1, ([s, n]) => {
    const body = asText(rt, s!);
    const sign = /^[+-]/.test(body) ? body[0]! : '';
    return sameOrNew(
      rt,
      s!,
      sign + '0'.repeat(Math.max(0, asNumber(rt, n!) - length(body))) + body.slice(sign.length),
    );
  });
  defineMethod(
    rt,
    strType,
    'expandtabs',
    0,
    1,
    ([s, n]) => {
      const size = n === undefined ? 8 : asInt(rt, n);
      let column = 0;
      let out = '';
      for (const c of asText(rt, s!)) {
        if (c === '\t') {
          const spaces = size > 0 ? size - (column % size) : 0;
          out += ' '.repeat(spaces);
          column += spaces;
        } else {
          out += c;
          column = c === '\n' || c === '\r' ? 0 : column + 1;
        }
      }
      return sameOrNew(rt, s!, out);
    },
    'tabsize',
  );
  for (const [name, sides] of [
    ['strip', 3],
    ['lstrip', 1],
    ['rstrip', 2],
  ] as const) {
    defineMethod(rt, strType, name, 0, 1, ([s, characters]) => {
      const body = asText(rt, s!);
      const set =
        characters === undefined || characters === py.none ? null : stripped(rt, characters, name);
      const cut = strip(body, set, sides);
      return sameOrNew(rt, s!, cut);
    });
  }
}
