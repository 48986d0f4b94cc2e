import { readFileSync, writeFileSync } from 'node:fs';

/** Whether a block that was typed so far goes on: an open bracket, a long string, or an indented suite. */
export function needsMore(block: string): boolean {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < block.length; i++) {
    const c = block[i]!;
    if (quote) {
      if (c === '\\') i++;
      else if (block.startsWith(quote, i)) {
        i += quote.length - 1;
        quote = '';
      } else if (quote.length === 1 && c === '\n') quote = '';
    } else if (c === '#') {
      while (i + 1 < block.length && block[i + 1] !== '\n') i++;
    } else if (c === '"' || c === "'") {
      quote = block.startsWith(c.repeat(3), i) ? c.repeat(3) : c;
      i += quote.length - 1;
    } else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
  }
  if (quote.length === 3 || depth > 0) return true;
  const lines = block.split('\n').slice(0, -1);
  if (lines.at(-1)?.endsWith('\\')) return true;
  const [first = ''] = lines;
  const opens = /:\s*(#.*)?$/.test(first) || first.startsWith('@');
  if (lines.length === 1) return opens;
  return opens && lines.at(-1)!.trim() !== '';
}

/** The lines of earlier prompts, newest first, in a file of the user's. */
export function historyOf(path: string): { lines: string[]; save(lines: readonly string[]): void } {
  let lines: string[] = [];
  try {
    lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    // None yet.
  }
  return {
    lines,
    save: (all) => {
      try {
        writeFileSync(path, `${all.slice(0, 1000).join('\n')}\n`, { mode: 0o600 });
      } catch {
        // A home that cannot be written to keeps no history.
      }
    },
  };
}
