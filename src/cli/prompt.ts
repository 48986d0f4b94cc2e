import { readFileSync, writeFileSync } from 'node:fs';
import { isString, logicalLines, tokenize } from '../python/parser/tokenizer';

/** Whether a block that was typed so far goes on: an open bracket, a long string, or an indented suite. */
export function needsMore(block: string): boolean {
  const tokens = tokenize(block);
  const last = tokens.at(-1);
  if (!last) return false;
  if (last.kind === 'NL' || last.kind === 'CONTINUATION') return true;
  // Only a string that may go on reaches beyond the end of the line.
  if (isString(last) && !last.closed) return true;
  const line = logicalLines(block, tokens)[0]?.tokens ?? [];
  const opens = line.at(-1)?.text === ':' || line[0]?.text === '@';
  return opens && !/\n[^\S\n]*\n$/.test(block);
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
