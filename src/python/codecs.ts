import type { Runtime } from './runtime';

/** Bytes as text, a character for each. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function encode(rt: Runtime, s: string, encoding: string): number[] {
  const name = encoding.toLowerCase().replaceAll('_', '-');
  if (['utf-8', 'utf8'].includes(name)) return Array.from(new TextEncoder().encode(s));
  const limit = { ascii: 128, 'latin-1': 256, 'iso-8859-1': 256, latin1: 256 }[name];
  if (limit === undefined) return rt.raise_('LookupError', `unknown encoding: ${encoding}`);
  return Array.from(s, (c, i) => {
    const code = c.codePointAt(0)!;
    if (code >= limit) {
      rt.raise_(
        'UnicodeEncodeError',
        `'${name}' codec can't encode character '${escaped(code)}' in position ${i}: ordinal not in range(${limit})`,
      );
    }
    return code;
  });
}

export function decode(rt: Runtime, bytes: Uint8Array, encoding: string): string {
  const name = encoding.toLowerCase().replaceAll('_', '-');
  if (['latin-1', 'iso-8859-1', 'latin1'].includes(name)) return latin1(bytes);
  if (!['utf-8', 'utf8', 'ascii'].includes(name))
    return rt.raise_('LookupError', `unknown encoding: ${encoding}`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const at = bytes.findIndex((b) => b > 127);
    return rt.raise_(
      'UnicodeDecodeError',
      `'${name === 'utf8' ? 'utf-8' : name}' codec can't decode byte 0x${bytes[at]!.toString(16)} in position ${at}: invalid start byte`,
    );
  }
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
