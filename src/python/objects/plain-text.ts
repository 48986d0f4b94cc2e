/*
 * Numbers' text in any script (Objects/unicodeobject.c).
 */

/** `_PyUnicode_TransformDecimalAndSpaceToASCII`: of text that is not all ASCII. */
export function plainText(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(text, plainLetter).join('');
}

const isDecimal = (code: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(code));

/** `Py_UNICODE_ISSPACE`. */
function isSpace(code: number): boolean {
  if (code === 0x85 || (code >= 0x1c && code <= 0x1f)) return true;
  return code !== 0xfeff && /\s/.test(String.fromCodePoint(code));
}

function plainLetter(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (isSpace(code)) return ' ';
  if (code < 0x80) return letter;
  if (!isDecimal(code)) return '?';
  // They come ten in a row, the first of them 0; several such rows may follow each other.
  let first = code;
  while (isDecimal(first - 1)) first--;
  return String((code - first) % 10);
}
