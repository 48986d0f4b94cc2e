import { isCode, logicalLines, type Token, tokenize } from './tokenizer';

/*
 * `with a as b.c, d:` for a grammar that knows only names behind `as`, and no brackets around items.
 */

/** A source in which each `as` of a `with` is a comma, and where those are; nothing else changes its place. */
export interface MarkedItems {
  readonly text: string;
  readonly marks: ReadonlySet<number>;
}

/** What is between `with` and its colon; undefined for a line that is something else. */
function itemsOf(line: readonly Token[]): readonly Token[] | undefined {
  const first = line[0]!.text === 'async' ? 1 : 0;
  if (line[first]?.text !== 'with') return undefined;
  const colon = line.findIndex(({ text, depth }) => text === ':' && depth === 0);
  return colon < 0 ? undefined : line.slice(first + 1, colon);
}

export function markWithItems(source: string): MarkedItems {
  const marks = new Set<number>();
  if (!/\bwith\b/.test(source)) return { text: source, marks };
  const tokens = tokenize(source);
  const characters = source.split('');
  for (const line of logicalLines(source, tokens)) {
    const items = itemsOf(line.tokens);
    if (!items) continue;
    const named = (depth: number): number[] =>
      items.filter((token) => token.text === 'as' && token.depth === depth).map((as) => as.start);
    const places = named(0);
    const [open] = items;
    const close = items.find(({ text, depth }) => text === ')' && depth === 0);
    if (open?.text === '(' && close && close === items.at(-1)) {
      const own = named(1);
      const commas = items.some(({ text, depth }) => text === ',' && depth === 1);
      if (own.length > 0 || commas) {
        blank(characters, tokens, open, close);
        places.push(...own);
      }
    }
    for (const at of places) {
      characters[at] = ',';
      characters[at + 1] = ' ';
      marks.add(at);
    }
  }
  return { text: characters.join(''), marks };
}

/** Takes out brackets, and the line ends and comments between them, which only brackets allow. */
function blank(characters: string[], tokens: readonly Token[], open: Token, close: Token): void {
  for (const token of tokens.slice(tokens.indexOf(open), tokens.indexOf(close) + 1)) {
    const goes = token === open || token === close || !isCode(token);
    if (goes) characters.fill(' ', token.start, token.end);
  }
}
