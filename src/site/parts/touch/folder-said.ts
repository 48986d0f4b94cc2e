import type { FolderInput, FolderState } from '../../../charts/touch/folder';
import { counted, spaced } from '../numbers';

/* What the figure of an opened object says. */

/** What is added up, in a sentence or two. */
export function toldOfFolder({ opened }: FolderInput, state: FolderState): string {
  const { name, rows, added, deep, error } = state;
  if (error !== undefined) return error;
  if (opened.length === 0 || !rows[0]!.open)
    return `sys.getsizeof(${name}) is ${spaced(added)}. What ${name} holds is not in it.`;
  const again = rows.filter(({ status }) => status === 'again').length;
  const twice =
    again === 0 ? '' : ` ${counted(again, 'row leads', 'rows lead')} to what is counted already.`;
  return added === deep
    ? `All of it is open: ${spaced(deep)} bytes together.${twice}`
    : `${spaced(added)} of ${spaced(deep)} bytes are added up.${twice}`;
}

/** What comes back from the heap when the name is gone, and why it is another number. */
export function toldOfFreed({ name, deep, freed }: FolderState): string {
  const said = `After ${name} = None ${spaced(freed)} bytes come back`;
  if (freed < deep) return `${said}: others still hold the rest.`;
  return freed > deep
    ? `${said}: some belong to its objects, and getsizeof does not tell of them.`
    : `${said}: it was the only holder of all of it.`;
}
