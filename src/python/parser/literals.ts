import type { Constant } from './ast';

/** The prefix of a string literal in lower case, and the text between its quotes. */
export function splitString(text: string): { prefix: string; body: string; quotes: number } {
  const at = text.search(/['"]/);
  const prefix = text.slice(0, at).toLowerCase();
  const quotes = text.startsWith(text[at]!.repeat(3), at) && text.length >= at + 6 ? 3 : 1;
  return { prefix, body: text.slice(at + quotes, text.length - quotes), quotes };
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

/** Resolves the escapes of a literal that is not raw. @throws RangeError with Python's words */
export function resolveEscapes(body: string, bytes: boolean): string {
  return body.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|N\{([^}]*)\}|([\s\S]))/g,
    (whole, octal, hex, short, long, name, single) => {
      if (octal !== undefined)
        return String.fromCodePoint(Number.parseInt(octal, 8) & (bytes ? 255 : 511));
      if (hex !== undefined) {
        if (hex.length < 2) {
          throw new RangeError(
            bytes
              ? '(value error) invalid \\x escape at position 0'
              : "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \\xXX escape",
          );
        }
        return String.fromCodePoint(Number.parseInt(hex, 16));
      }
      if (bytes) return single === undefined ? whole : (SIMPLE[single] ?? whole);
      const wide = short ?? long;
      if (wide !== undefined) {
        if (wide.length < (short !== undefined ? 4 : 8)) {
          throw new RangeError(
            `(unicode error) 'unicodeescape' codec can't decode bytes in position 0-${wide.length + 1}: truncated ${short !== undefined ? '\\uXXXX' : '\\UXXXXXXXX'} escape`,
          );
        }
        return String.fromCodePoint(Number.parseInt(wide, 16));
      }
      if (name !== undefined) {
        throw new RangeError(
          `\\N{${name}}: names of characters are not known here, use \\u and its code`,
        );
      }
      return SIMPLE[single] ?? whole;
    },
  );
}

/** The value of a string or bytes literal without replacement fields. */
export function stringConstant(text: string): Constant {
  const { prefix, body } = splitString(text);
  const isBytes = prefix.includes('b');
  const value = prefix.includes('r') ? body : resolveEscapes(body, isBytes);
  if (!isBytes) return { t: 'str', v: value };
  for (const character of value) {
    if (character.charCodeAt(0) > 255) {
      throw new RangeError('bytes can only contain ASCII literal characters');
    }
  }
  return { t: 'bytes', v: Array.from(value, (character) => character.charCodeAt(0)) };
}

/** The value of a number literal. */
export function numberConstant(text: string): Constant {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(plain)) return { t: 'int', v: BigInt(plain) };
  if (plain.endsWith('j')) return { t: 'imag', v: Number(plain.slice(0, -1)) };
  if (/[.e]/.test(plain)) return { t: 'float', v: Number(plain) };
  if (/^0+[1-9]/.test(plain)) {
    throw new RangeError(
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    );
  }
  return { t: 'int', v: BigInt(plain) };
}
