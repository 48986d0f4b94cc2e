/*
 * What may have been meant by a name that nobody knows (Python/suggestions.c).
 */

/** What it costs to move a letter, and to change its case. */
const MOVE = 2;
const CASE = 1;

const MOST_NAMES = 750;
const LONGEST = 40;

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}

/** The Levenshtein distance of two names, in costs. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i * MOVE);
  for (let i = 0; i < a.length; i++) {
    const next = [(i + 1) * MOVE];
    for (let j = 0; j < b.length; j++) {
      next.push(
        Math.min(row[j]! + substitution(a[i]!, b[j]!), row[j + 1]! + MOVE, next[j]! + MOVE),
      );
    }
    row = next;
  }
  return row[b.length]!;
}

/** The name of those known that is nearest to another, if one is near enough (`_Py_CalculateSuggestions`). */
export function suggestion(name: string, known: readonly string[]): string | undefined {
  if (known.length >= MOST_NAMES || name.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const each of known) {
    if (each === name || each.length > LONGEST) continue;
    const far = distance(name, each);
    if (far > ((name.length + each.length + 3) * MOVE) / 6 || far >= least) continue;
    best = each;
    least = far;
  }
  return best;
}
