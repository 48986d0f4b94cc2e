import type { GraphObject, GraphPhase, ReferencesState } from '../../../charts/touch/references';

/* What the reader does to a graph as a line of Python, and what came of it in a sentence. */

/** The names that lists can get, in order. */
export const LABELS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** A line of Python, or why there is none. */
export type Move = { readonly line: string } | { readonly refused: string };

const unreachable = (label: string): Move => ({
  refused: `No name leads to ${label} any more, so no line of Python can use it.`,
});

const find = ({ objects }: ReferencesState, label: string): GraphObject | undefined =>
  objects.find((object) => object.label === label);

/** One list gets a reference to another. */
export function draw(state: ReferencesState, from: string, to: string): Move {
  const [source, target] = [find(state, from)?.path, find(state, to)?.path];
  if (source === undefined) return unreachable(from);
  if (target === undefined) return unreachable(to);
  return { line: `${source}.append(${target})` };
}

/** A list loses what is at a place. */
export function cut(state: ReferencesState, from: string, place: number): Move {
  const source = find(state, from)?.path;
  return source === undefined ? unreachable(from) : { line: `del ${source}[${place}]` };
}

/** A name goes. */
export function cutName(name: string): Move {
  return { line: `del ${name}` };
}

/** A new list, by the first name that was never used. */
export function add({ objects }: ReferencesState): Move {
  const label = LABELS.find((each) => !objects.some((object) => object.label === each));
  return label === undefined
    ? { refused: 'Six lists are enough for one picture.' }
    : { line: `${label} = []` };
}

const list = (labels: readonly string[]): string =>
  labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;

const references = (count: number): string => `${count} reference${count === 1 ? '' : 's'}`;

/** What the last line did. */
export function told(state: ReferencesState, before: ReferencesState | undefined): string {
  const { objects, freed, error } = state;
  if (error) return error;
  if (freed.length > 0)
    return `${list(freed)} ${freed.length === 1 ? 'has' : 'have'} no reference left: freed at once.`;
  const changed = objects.flatMap(({ label, refcount }) => {
    const was = before && find(before, label)?.refcount;
    return refcount !== undefined && refcount !== was
      ? [`${label} now has ${references(refcount)}`]
      : [];
  });
  const lost = objects.filter(({ refcount, path }) => refcount !== undefined && path === undefined);
  const kept =
    lost.length > 0
      ? ` No name leads to ${list(lost.map(({ label }) => label))}, and still ${lost.length === 1 ? 'its count is' : 'their counts are'} not zero.`
      : '';
  return `${changed.length > 0 && before ? `${list(changed)}.` : ''}${kept}`.trim();
}

/** What a phase of the collection did. */
export function toldOfPhase({ phases }: ReferencesState, at: number): string {
  const phase = phases[at]!;
  const tracked = Object.keys(phases[0]!.copies);
  switch (phase.phase) {
    case 'refs-copied':
      return 'The collector copies the count of each list.';
    case 'refs-subtracted':
      return 'It visits what each list holds, and takes one off the copy there. What is left are references from outside.';
    case 'unreachable-moved': {
      const { unreachable: gone } = phase;
      if (gone.length === 0)
        return 'Lists with something left are alive, and so is all that they hold. That is all of them.';
      return `Lists with something left are alive, and so is all that they hold. ${list(gone)} ${gone.length === 1 ? 'is' : 'are'} neither: garbage.`;
    }
    case 'cleared': {
      const gone = tracked.filter((label) => !(label in phase.copies));
      return gone.length === 0
        ? 'There is nothing to clear.'
        : `The collector empties the garbage. ${list(gone)} ${gone.length === 1 ? 'is' : 'are'} freed.`;
    }
  }
}

/** How a list looks while it is collected. */
export function lookAt(
  phases: readonly GraphPhase[],
  at: number | undefined,
  label: string,
): 'alive' | 'garbage' | 'cleared' {
  if (at === undefined) return 'alive';
  const phase = phases[at]!;
  if (phase.phase === 'cleared' && !(label in phase.copies) && label in phases[0]!.copies)
    return 'cleared';
  return phase.unreachable.includes(label) ? 'garbage' : 'alive';
}
