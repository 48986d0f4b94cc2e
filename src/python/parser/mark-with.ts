/*
 * `with a as b.c, d:` for a grammar that knows only names behind `as`, and no brackets around items.
 */

const WITH = /^(?:async[ \t]+)?with\b/;

/** A source in which each `as` of a `with` is a comma, and where those are; nothing else changes its place. */
export interface MarkedItems {
  readonly text: string;
  readonly marks: ReadonlySet<number>;
}

/** Where a string literal that begins at `at` ends. */
function stringEnd(source: string, at: number): number {
  const quote = source[at]!;
  const whole = source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  for (let i = at + whole.length; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source.startsWith(whole, i)) return i + whole.length;
    else if (whole.length === 1 && source[i] === '\n') return i;
  }
  return source.length;
}

/** Goes over the characters of a source that are neither in strings nor in comments. */
function eachCharacter(
  source: string,
  from: number,
  visit: (at: number, depth: number) => boolean | undefined,
): void {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const c = source[i]!;
    if (c === '#') {
      while (i + 1 < source.length && source[i + 1] !== '\n') i++;
      continue;
    }
    if (c === '"' || c === "'") {
      i = stringEnd(source, i) - 1;
      continue;
    }
    if (')]}'.includes(c)) depth--;
    if (visit(i, depth) === false) return;
    if ('([{'.includes(c)) depth++;
  }
}

/** Where the logical lines of `with` statements have their items. */
function statements(source: string): number[] {
  const found: number[] = [];
  let fresh = true;
  eachCharacter(source, 0, (at, depth) => {
    const c = source[at]!;
    if (c === '\n') fresh = depth <= 0 && source[at - 1] !== '\\';
    else if (fresh && !/\s/.test(c)) {
      fresh = false;
      const head = WITH.exec(source.slice(at, at + 80));
      if (head) found.push(at + head[0].length);
    }
    return undefined;
  });
  return found;
}

export function markWithItems(source: string): MarkedItems {
  const marks = new Set<number>();
  if (!/\bwith\b/.test(source)) return { text: source, marks };
  const characters = source.split('');
  for (const from of statements(source)) {
    const places: number[] = [];
    const inner: number[] = [];
    let commas = 0;
    let open = -1;
    let close = -1;
    let end = -1;
    eachCharacter(source, from, (at, depth) => {
      const c = source[at]!;
      if (c === ':' && depth === 0) {
        end = at;
        return false;
      }
      if (c === '\n' && depth === 0 && source[at - 1] !== '\\') return false;
      if (c === '(' && depth === 0 && /^\s*$/.test(source.slice(from, at))) open = at;
      if (c === ',' && depth === 1 && open >= 0 && close < 0) commas++;
      if (c === ')' && depth === 0 && open >= 0 && close < 0) close = at;
      if (/^\bas\b/.test(source.slice(at, at + 3)) && !/[\w.]/.test(source[at - 1]!))
        (depth === 0 ? places : inner).push(at);
      return undefined;
    });
    if (end < 0) continue;
    const bracketed = close > 0 && /^\s*$/.test(source.slice(close + 1, end));
    const own = inner.filter((at) => bracketed && depthIn(source, open, at) === 1);
    if (own.length > 0 || (bracketed && commas > 0)) {
      blank(characters, source, open, close);
      places.push(...own);
    }
    for (const at of places) {
      characters[at] = ',';
      characters[at + 1] = ' ';
      marks.add(at);
    }
  }
  return { text: characters.join(''), marks };
}

function depthIn(source: string, from: number, to: number): number {
  let found = 0;
  eachCharacter(source, from, (at, depth) => {
    found = depth;
    return at < to;
  });
  return found;
}

/** Takes out brackets, and the line ends and comments between them, which only brackets allow. */
function blank(characters: string[], source: string, open: number, close: number): void {
  const code = new Set<number>();
  eachCharacter(source, open, (at) => {
    code.add(at);
    return at < close;
  });
  characters[open] = ' ';
  characters[close] = ' ';
  let comment = false;
  for (let i = open + 1; i < close; i++) {
    if (source[i] === '#' && !code.has(i) && !inString(source, open, i)) comment = true;
    if (source[i] === '\n') comment = false;
    if (comment || (source[i] === '\n' && code.has(i))) characters[i] = ' ';
  }
}

function inString(source: string, from: number, at: number): boolean {
  for (let i = from; i < at; i++) {
    if (source[i] === '#') while (i < at && source[i] !== '\n') i++;
    else if (source[i] === '"' || source[i] === "'") {
      const end = stringEnd(source, i);
      if (end > at) return true;
      i = end - 1;
    }
  }
  return false;
}
