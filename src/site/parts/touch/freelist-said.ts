import type { FreeListInput, FreeListKind, ShownFreeList } from '../../../charts/touch/freelist';
import { counted, spaced } from '../numbers';

/* What the figure of a free list says of the last move. */

/** One object of the type, in words. */
export const typeOf = (kind: FreeListKind, length: number): string =>
  kind === 'tuple' ? `tuple of ${length}` : kind;

const several = (kind: FreeListKind, length: number): string =>
  kind === 'tuple' ? `tuples of ${length}` : `${kind}s`;

/** The last move in a sentence or two. */
export function toldOfFreeList(
  { python, kind, length }: FreeListInput,
  { capacity, alive, listed, answer }: ShownFreeList,
): string {
  if (!answer)
    return capacity === 0
      ? `Python ${python} has no free list for ${several(kind, length)}. Make some, and free them.`
      : `The free list is empty. Make some ${several(kind, length)}, and free them.`;
  const { made, reused, freed, kept, cleared } = answer;
  const objects = (n: number): string => counted(n, typeOf(kind, length), several(kind, length));
  if (cleared !== undefined)
    return cleared === 0
      ? 'The collection found nothing on the list.'
      : `The collection emptied the list. ${counted(cleared, 'block is', 'blocks are')} back in the pools.`;
  if (freed > 0) {
    const back = freed - kept;
    if (back === 0)
      return `${objects(freed)} freed. The free list kept ${freed === 1 ? 'the block: the next one of the type gets it' : 'all of the blocks'}.`;
    const why = capacity === 0 ? 'There is no free list' : 'The free list is full';
    return kept === 0
      ? `${objects(freed)} freed. ${why}: ${counted(back, 'block')} went back to pymalloc.`
      : `${objects(freed)} freed. The free list kept ${spaced(kept)}, ${spaced(back)} went back to pymalloc.`;
  }
  if (made === 0) return 'Nothing was alive.';
  const asked = made - reused;
  if (asked === 0)
    return made === 1
      ? `Made, in block ${alive.at(-1)}, the first on the free list. Nobody asked pymalloc.`
      : `${objects(made)} made, all of them in blocks off the free list.`;
  if (listed.length > 0)
    return `${objects(made)} made, and pymalloc was asked ${counted(asked, 'time')}. What is on the list, nobody takes.`;
  const empty = capacity === 0 ? '' : ' The free list is empty.';
  return reused === 0
    ? `${objects(made)} made, in ${asked === 1 ? 'a block' : 'blocks'} from pymalloc.${empty}`
    : `${objects(made)} made: ${spaced(reused)} off the free list, ${spaced(asked)} from pymalloc.`;
}
