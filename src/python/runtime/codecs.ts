import { asText, newException, raiseError, textArgument, throwException } from './errors';
import { newRef } from './refs';
import type { Runtime } from './runtime';
import { newBytes, newInt, newStr } from './values';

/** Bytes as text, a character for each. */
export function latin1(bytes: Uint8Array): string {
  // As many at once as a call takes arguments.
  const most = 8192;
  if (bytes.length <= most) return String.fromCharCode(...bytes);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += most)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + most)));
  return parts.join('');
}

/** The bytes of text whose characters are bytes. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The codec of a name, as its errors call it. */
function codecOf(rt: Runtime, encoding: string): string {
  const name = encoding.toLowerCase().replaceAll(/[_ ]/g, '-');
  if (['utf-8', 'utf8', 'u8', 'utf'].includes(name)) return 'utf-8';
  if (['latin-1', 'latin1', 'iso-8859-1', 'l1'].includes(name)) return 'latin-1';
  if (['ascii', 'us-ascii', '646'].includes(name)) return 'ascii';
  const wide = /^(utf-?(?:16|32))(?:-?(le|be))?$/.exec(name);
  if (wide) return `${wide[1]!.replace(/f(\d)/, 'f-$1')}${wide[2] ? `-${wide[2]}` : ''}`;
  return raiseError(rt, 'LookupError', `unknown encoding: ${encoding}`);
}

/** Bytes of a character in UTF-16 or UTF-32. */
function wideBytes(code: number, codec: string): number[] {
  const big = codec.endsWith('-be');
  const units =
    codec.startsWith('utf-16') && code > 0xffff
      ? [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff)]
      : [code];
  const size = codec.startsWith('utf-16') ? 2 : 4;
  return units.flatMap((unit) => {
    const bytes = Array.from({ length: size }, (_, i) => (unit >> (8 * i)) & 0xff);
    return big ? bytes.reverse() : bytes;
  });
}

/** The arguments of a codec: encoding and what to do with errors. */
export function codecArguments(
  rt: Runtime,
  called: string,
  [encoding, errors]: readonly (number | undefined)[],
): [encoding: string, errors: string] {
  const text = (word: number | undefined, name: string, otherwise: string): string =>
    word === undefined ? otherwise : textArgument(rt, word, `${called}() argument '${name}'`);
  return [text(encoding, 'encoding', 'utf-8'), text(errors, 'errors', 'strict')];
}

/** `str.encode`. `errors`: strict, ignore, replace, backslashreplace, xmlcharrefreplace. */
export function encode(
  rt: Runtime,
  text: number,
  encoding: string,
  errors = 'strict',
): ArrayLike<number> {
  const codec = codecOf(rt, encoding);
  const s = asText(rt, text);
  const fail = (at: number, end: number, reason: string): never =>
    raiseUnicode(rt, 'UnicodeEncodeError', codec, newRef(rt, text), at, end, reason);
  if (codec.startsWith('utf-16') || codec.startsWith('utf-32')) {
    const mark = /[lb]e$/.test(codec) ? [] : wideBytes(0xfeff, codec);
    return [...mark, ...Array.from(s, (c) => wideBytes(c.codePointAt(0)!, codec)).flat()];
  }
  if (codec === 'utf-8' && !/\p{Surrogate}/u.test(s)) return new TextEncoder().encode(s);
  const limit = { ascii: 128, 'latin-1': 256, 'utf-8': 0xd800 }[codec]!;
  const bad = (c: string | undefined): boolean => {
    const code = c?.codePointAt(0) ?? 0;
    return codec === 'utf-8' ? code >= 0xd800 && code < 0xe000 : code >= limit;
  };
  if (codec === 'ascii' && isAscii(s)) return latin1Bytes(s);
  const characters = Array.from(s);
  return characters.flatMap((c, i) => {
    const code = c.codePointAt(0)!;
    if (!bad(c)) return codec === 'utf-8' ? Array.from(new TextEncoder().encode(c)) : [code];
    switch (errors) {
      case 'ignore':
        return [];
      case 'replace':
        return [0x3f];
      case 'backslashreplace':
        return Array.from(new TextEncoder().encode(escaped(code)));
      case 'xmlcharrefreplace':
        return Array.from(new TextEncoder().encode(`&#${code};`));
      default: {
        let end = i + 1;
        while (bad(characters[end])) end++;
        return fail(
          i,
          end,
          codec === 'utf-8' ? 'surrogates not allowed' : `ordinal not in range(${limit})`,
        );
      }
    }
  });
}

/** `bytes.decode`. `errors`: strict, ignore, replace, backslashreplace. */
export function decode(
  rt: Runtime,
  bytes: Uint8Array,
  encoding: string,
  errors = 'strict',
): string {
  const codec = codecOf(rt, encoding);
  if (codec === 'latin-1') return latin1(bytes);
  if (codec.startsWith('utf-16') || codec.startsWith('utf-32')) return decodeWide(bytes, codec);
  const whole = decodedAtOnce(bytes, codec);
  if (whole !== undefined) return whole;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const found = codec === 'ascii' ? asciiAt(bytes, at) : utf8At(bytes, at);
    if (typeof found !== 'string') {
      const [length, reason] = found;
      if (errors === 'strict') {
        raiseUnicode(rt, 'UnicodeDecodeError', codec, newBytes(rt, bytes), at, at + length, reason);
      }
      if (errors === 'replace') text += '\ufffd';
      if (errors === 'backslashreplace')
        for (const byte of bytes.subarray(at, at + length)) text += escaped(byte);
      at += length;
    } else {
      text += found;
      at += codec === 'ascii' ? 1 : new TextEncoder().encode(found).length;
    }
  }
  return text;
}

/** What has no error in it; undefined where something has. */
function decodedAtOnce(bytes: Uint8Array, codec: string): string | undefined {
  if (bytes.every((byte) => byte < 128)) return latin1(bytes);
  if (codec === 'ascii') return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether a text has nothing but ASCII in it. */
function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

type Undecodable = readonly [length: number, reason: string];

function asciiAt(bytes: Uint8Array, at: number): string | Undecodable {
  const byte = bytes[at]!;
  return byte < 128 ? String.fromCharCode(byte) : [1, 'ordinal not in range(128)'];
}

/** The character at a place; or how many bytes are not one, and why (Objects/stringlib/codecs.h). */
function utf8At(bytes: Uint8Array, at: number): string | Undecodable {
  const first = bytes[at]!;
  if (first < 0x80) return String.fromCharCode(first);
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0) return [1, 'invalid start byte'];
  const low = { 224: 0xa0, 240: 0x90 }[first] ?? 0x80;
  const high = { 237: 0x9f, 244: 0x8f }[first] ?? 0xbf;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return [i, 'unexpected end of data'];
    if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf))
      return [i, 'invalid continuation byte'];
  }
  return new TextDecoder().decode(bytes.subarray(at, at + length)) || '\ufeff';
}

function decodeWide(bytes: Uint8Array, codec: string): string {
  const size = codec.startsWith('utf-16') ? 2 : 4;
  const unit = (at: number, big: boolean): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value += bytes[at + (big ? size - 1 - i : i)]! * 2 ** (8 * i);
    return value;
  };
  const marked = !/[lb]e$/.test(codec) && bytes.length >= size;
  const big = marked ? unit(0, true) === 0xfeff : codec.endsWith('-be');
  const start = marked && unit(0, big) === 0xfeff ? size : 0;
  let text = '';
  for (let at = start; at + size <= bytes.length; at += size)
    text += size === 2 ? String.fromCharCode(unit(at, big)) : String.fromCodePoint(unit(at, big));
  return text;
}

/** Takes the object over. */
function raiseUnicode(
  rt: Runtime,
  type: string,
  codec: string,
  object: number,
  start: number,
  end: number,
  reason: string,
): never {
  const args = [newStr(rt, codec), object, newInt(rt, start), newInt(rt, end), newStr(rt, reason)];
  return throwException(rt, newException(rt, type, args));
}

/** A character as Python escapes it. */
export function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
