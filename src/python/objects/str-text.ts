/*
 * The text of `str` methods: no objects in here.
 */

export function title(s: string): string {
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
export function linesOf(text: string, keep: boolean): string[] {
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
