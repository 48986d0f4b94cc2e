import type { ForkInput, ForkState } from '../../../charts/touch/fork';
import { counted, spaced } from '../numbers';

/* What the figure of a fork says of the child's last move. */

const KIB_OF_A_PAGE = 4;

/** Bytes of so many pages. */
export const kib = (pages: number): string => `${spaced(KIB_OF_A_PAGE * pages)} KiB`;

/** The last move in a sentence or two. */
export function toldOfFork({ frozen, moves }: ForkInput, { copied, now }: ForkState): string {
  const last = moves.at(-1);
  if (!last)
    return `The child has just begun. It shares all ${spaced(copied.length)} pages with its parent.`;
  const copies = `${counted(now.length, 'page is', 'pages are')} copied, ${kib(now.length)}.`;
  if ('read' in last)
    return now.length === 0
      ? 'The child reads a list on a page that it has for itself already: nothing is copied.'
      : `The child reads a list. That changes its reference count for a moment: ${copies}`;
  if (last.all === 'read')
    return now.length === 0
      ? 'The child reads all lists, on pages that it has for itself already.'
      : `The child reads all lists, and each read changes a count: ${copies}`;
  if (now.length > 0)
    return `The collection writes to the header of each list that it looks at: ${copies}`;
  return frozen
    ? 'The collection does not look at frozen lists: no page is copied.'
    : 'The collection writes to the headers again, on pages that the child has for itself already.';
}
