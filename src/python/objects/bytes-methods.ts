import { latin1, latin1Bytes } from '../runtime/codecs';
import { defineAttribute, defineMethod, nativeFunction } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { type Keywords, option } from '../runtime/native';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isBytes, typeName } from '../runtime/type-checks';
import { newBool, newByteArray, newBytes, newList, newTrackedTuple } from '../runtime/values';
import { isBuffer } from './buffer';
import { anyBytes } from './bytes-like';
import { asInt, asNumber } from './index-numbers';
import { checkLength } from './sequence-operators';
import { truth } from './truth';

/*
 * Methods that `bytes` and `bytearray` have as `str` does, for ASCII (Objects/bytes_methods.c, stringlib).
 */

const upper = (c: string): string => (c >= 'a' && c <= 'z' ? c.toUpperCase() : c);
const lower = (c: string): string => (c >= 'A' && c <= 'Z' ? c.toLowerCase() : c);
const each = (text: string, change: (c: string) => string): string =>
  Array.from(text, change).join('');

/** `title`, and `istitle` by what it makes of a text. */
function title(text: string): string {
  return text.replace(/[A-Za-z]+/g, (word) => upper(word[0]!) + each(word.slice(1), lower));
}

const TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  isalnum: (text) => /^[0-9A-Za-z]+$/.test(text),
  isascii: (text) => Array.from(text).every((c) => c < '\x80'),
  islower: (text) => /[a-z]/.test(text) && !/[A-Z]/.test(text),
  isupper: (text) => /[A-Z]/.test(text) && !/[a-z]/.test(text),
  isspace: (text) => /^[ \t\n\r\v\f]+$/.test(text),
  istitle: (text) => /[A-Za-z]/.test(text) && title(text) === text,
};

const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  capitalize: (text) => each(text.slice(0, 1), upper) + each(text.slice(1), lower),
  swapcase: (text) => each(text, (c) => (upper(c) === c ? lower(c) : upper(c))),
  title,
};

/** An argument that is given by its place or its name. */
function named(keywords: Keywords | undefined, name: string, word?: number): number | undefined {
  return word ?? (option(keywords, name) || undefined);
}

/** `bytes.expandtabs`: columns begin anew with each line. */
function expandTabs(text: string, size: number): string {
  let column = 0;
  return each(text, (c) => {
    if (c === '\t') {
      const count = size > 0 ? size - (column % size) : 0;
      column += count;
      return ' '.repeat(count);
    }
    column = c === '\n' || c === '\r' ? 0 : column + 1;
    return c;
  });
}

export function installBytesMethods(rt: Runtime, type: number, immutable: boolean): void {
  const made = (text: string): number => {
    const bytes = latin1Bytes(text);
    return immutable ? newBytes(rt, bytes) : newByteArray(rt, bytes);
  };
  const body = (o: number): string => latin1(anyBytes(rt, o));
  /** Bytes that a method leaves as they are, or new ones. */
  const changed = (o: number, text: string): number =>
    rt.py.typeOf(o) === rt.bytesType && text === body(o) ? newRef(rt, o) : made(text);
  const part = (o: number): string => {
    if (!isBuffer(rt, o))
      typeError(rt, `a bytes-like object is required, not '${typeName(rt, o)}'`);
    return body(o);
  };
  const on = (
    name: string,
    min: number,
    max: number,
    call: (args: number[], keywords?: Keywords) => number,
    keywords: string | false = false,
  ): void => defineMethod(rt, type, name, min, max, call, keywords);
  for (const [name, test] of Object.entries(TESTS))
    on(name, 0, 0, ([o]) => newBool(rt, test(body(o!))));
  for (const [name, change] of Object.entries(CHANGES))
    on(name, 0, 0, ([o]) => made(change(body(o!))));
  installPadding(rt, on, body, made, changed);
  installSplitting(rt, on, { body, part, made, changed });
  if (!immutable) on('copy', 0, 0, ([o]) => made(body(o!)));
  on(
    'translate',
    1,
    2,
    ([o, table, delete_], keywords) => {
      const gone = named(keywords, 'delete', delete_);
      const map = table === rt.py.none ? undefined : part(table!);
      if (map !== undefined && map.length !== 256)
        valueError(rt, 'translation table must be 256 characters long');
      const dropped = gone === undefined ? '' : part(gone);
      return changed(
        o!,
        each(body(o!), (c) => (dropped.includes(c) ? '' : (map?.[c.charCodeAt(0)] ?? c))),
      );
    },
    'table delete',
  );
  defineAttribute(
    rt,
    type,
    'maketrans',
    nativeFunction(
      rt,
      'maketrans',
      ([from, to]) => {
        const [source, target] = [part(from!), part(to!)];
        if (source.length !== target.length)
          valueError(rt, 'maketrans arguments must have same length');
        const table = Uint8Array.from({ length: 256 }, (_, i) => i);
        for (let i = 0; i < source.length; i++) table[source.charCodeAt(i)] = target.charCodeAt(i);
        return newBytes(rt, table);
      },
      2,
      2,
    ),
  );
}

type On = (
  name: string,
  min: number,
  max: number,
  call: (args: number[], keywords?: Keywords) => number,
  keywords?: string,
) => void;

function installPadding(
  rt: Runtime,
  on: On,
  body: (o: number) => string,
  made: (text: string) => number,
  changed: (o: number, text: string) => number,
): void {
  const fillOf = (fill: number | undefined, name: string): string => {
    if (fill === undefined) return ' ';
    const text = isBytes(rt, fill) || isBuffer(rt, fill) ? body(fill) : '';
    if (text.length !== 1)
      typeError(
        rt,
        rt.messages.fillBytes(name, typeName(rt, fill), isBytes(rt, fill) ? text.length : null),
      );
    return text;
  };
  const pad = (name: string, left: (room: number, width: number) => number): void =>
    on(name, 1, 2, ([o, width, fill]) => {
      const text = body(o!);
      const wanted = asNumber(rt, width!);
      checkLength(rt, wanted);
      const room = Math.max(0, wanted - text.length);
      const with_ = fillOf(fill, name);
      const before = left(room, wanted);
      return changed(o!, with_.repeat(before) + text + with_.repeat(room - before));
    });
  pad('ljust', () => 0);
  pad('rjust', (room) => room);
  pad('center', (room, width) => (room >> 1) + (room & width & 1));
  on('zfill', 1, 1, ([o, width]) => {
    const text = body(o!);
    checkLength(rt, asNumber(rt, width!));
    const sign = /^[+-]/.test(text) ? text[0]! : '';
    return changed(
      o!,
      sign + text.slice(sign.length).padStart(asNumber(rt, width!) - sign.length, '0'),
    );
  });
  on(
    'expandtabs',
    0,
    1,
    ([o, tabsize], keywords) => {
      const size = named(keywords, 'tabsize', tabsize);
      return made(expandTabs(body(o!), size === undefined ? 8 : asInt(rt, size)));
    },
    'tabsize',
  );
}

interface Texts {
  readonly body: (o: number) => string;
  readonly part: (o: number) => string;
  readonly made: (text: string) => number;
  /** The same of what a method makes of an object, which may be the object. */
  readonly changed: (o: number, text: string) => number;
}

function installSplitting(rt: Runtime, on: On, { body, part, made, changed }: Texts): void {
  const parts = (o: number, whole: string, texts: readonly string[]): number =>
    newTrackedTuple(
      rt,
      texts.map((text) => (isBytes(rt, o) && text === whole ? newRef(rt, o) : made(text))),
    );
  const separator = (o: number): string => part(o) || valueError(rt, 'empty separator');
  on('partition', 1, 1, ([o, sep]) => {
    const [text, by] = [body(o!), separator(sep!)];
    const at = text.indexOf(by);
    return parts(
      o!,
      text,
      at < 0 ? [text, '', ''] : [text.slice(0, at), by, text.slice(at + by.length)],
    );
  });
  on('rpartition', 1, 1, ([o, sep]) => {
    const [text, by] = [body(o!), separator(sep!)];
    const at = text.lastIndexOf(by);
    return parts(
      o!,
      text,
      at < 0 ? ['', '', text] : [text.slice(0, at), by, text.slice(at + by.length)],
    );
  });
  on(
    'splitlines',
    0,
    1,
    ([o, keepends], keywords) => {
      const keep = named(keywords, 'keepends', keepends);
      const lines = body(o!).match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
      const kept = keep !== undefined && truth(rt, keep);
      return newList(
        rt,
        lines.map((line) => changed(o!, kept ? line : line.replace(/\r?\n$|\r$/, ''))),
      );
    },
    'keepends',
  );
  on(
    'rsplit',
    0,
    2,
    ([o, by, limit], keywords) => {
      const [sep, max] = [named(keywords, 'sep', by), named(keywords, 'maxsplit', limit)];
      const text = body(o!);
      let left = max === undefined ? -1 : asNumber(rt, max);
      const found: string[] = [];
      if (sep === undefined || sep === rt.py.none) {
        let rest = text.replace(/[ \t\n\r\v\f]+$/, '');
        while (rest !== '' && left-- !== 0) {
          const word = /[^ \t\n\r\v\f]+$/.exec(rest)![0];
          found.unshift(word);
          rest = rest.slice(0, rest.length - word.length).replace(/[ \t\n\r\v\f]+$/, '');
        }
        if (rest !== '') found.unshift(rest);
      } else {
        const mark = separator(sep);
        let rest = text;
        for (
          let at = rest.lastIndexOf(mark);
          at >= 0 && left-- !== 0;
          at = rest.lastIndexOf(mark)
        ) {
          found.unshift(rest.slice(at + mark.length));
          rest = rest.slice(0, at);
        }
        found.unshift(rest);
      }
      const word = (part: string): number => changed(o!, part);
      return newList(rt, found.map(word));
    },
    'sep maxsplit',
  );
  if (!rt.behaviour.added.has('str.removeprefix')) return;
  on('removeprefix', 1, 1, ([o, prefix]) => {
    const [text, gone] = [body(o!), part(prefix!)];
    return changed(o!, text.startsWith(gone) ? text.slice(gone.length) : text);
  });
  on('removesuffix', 1, 1, ([o, suffix]) => {
    const [text, gone] = [body(o!), part(suffix!)];
    return changed(o!, gone !== '' && text.endsWith(gone) ? text.slice(0, -gone.length) : text);
  });
}
