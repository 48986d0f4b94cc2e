import { saveFile } from '../../client/files';
import type { Address } from './address';

/* Programs that the address does not have. */

/** Says of a program that is too long for an address what the address is good for. */
export function NoAddress({
  program,
  reloads,
}: {
  readonly program: string;
  /** A reload of the page brings it back. */
  readonly reloads: boolean;
}) {
  return (
    <p class="state" role="status">
      This program is too long for an address.{' '}
      {reloads
        ? 'A reload brings it back, but a link to this page shows it in this tab only.'
        : 'This browser does not keep it either: a reload loses it.'}{' '}
      To have it later, or to send it, save it.{' '}
      <button
        type="button"
        class="btn"
        onClick={() => saveFile('program.py', `${program}\n`, 'text/x-python')}
      >
        Save it as a file
      </button>
    </p>
  );
}

/** Says of an address that its program is not there. */
export function NoProgram({ why }: { readonly why: NonNullable<Address['missing']> }) {
  return (
    <p class="state problem" role="alert">
      {why === 'cut off'
        ? 'The program in this address cannot be read. It was cut off, perhaps: ask for the whole address.'
        : 'The program of this address is not here. It was too long for an address, and only the tab in which it ran keeps it: ask for the file, and paste it.'}{' '}
      Here is a program of the gallery instead.
    </p>
  );
}
