import type { ProvenClaim } from './build-lesson';

/** On which versions each claim was seen to hold, by id. */
export type Held = Readonly<Record<string, readonly string[]>>;

/** `3.8 to 3.15`, `3.8, 3.9`. */
function range(held: readonly string[], all: readonly string[]): string {
  const first = all.indexOf(held[0] ?? '');
  const gapless = held.every((name, i) => all[first + i] === name);
  if (held.length > 2 && gapless) return `${held[0]} to ${held.at(-1)}`;
  return held.join(', ');
}

/** Every claim of the lessons, with the cell that proves it, as Markdown (lessons/CLAIMS.md). */
export function claimsList(
  lessons: readonly { readonly name: string; readonly claims: readonly ProvenClaim[] }[],
  held: Held,
  versions: readonly string[],
): string {
  const total = lessons.reduce((sum, { claims }) => sum + claims.length, 0);
  const cell = (text: string): string => text.replace(/\|/g, '\\|');
  return [
    '# What the lessons claim, and where they prove it',
    '',
    `${total} claims. Made by \`npm run notebooks\`, which fails where a claim has no cell that proves it before`,
    'the next heading; the versions are those on which `npm run claims` saw that cell succeed.',
    ...lessons
      .filter(({ claims }) => claims.length > 0)
      .flatMap(({ name, claims }) => [
        '',
        `## ${name}`,
        '',
        '| claim | proved by cell | holds on | in CPython |',
        '|---|---|---|---|',
        ...claims.map(
          ({ id, text, cell: at, source }) =>
            `| ${cell(text)} (\`${id}\`) | \`${at}\` | ${range(held[id] ?? [], versions)} | \`${source.replace(/, /g, '`, `')}\` |`,
        ),
      ]),
    '',
  ].join('\n');
}
