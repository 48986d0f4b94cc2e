import type { FolderRow, FolderStatus } from '../../../charts/touch/folder';
import { spaced } from '../numbers';
import { toldOfFolder, toldOfFreed } from './folder-said';
import { type TouchProps, useMeasured } from './use-measured';

const SAYS: Readonly<Record<FolderStatus, string>> = {
  counted: '',
  again: 'counted above',
  there: 'was there anyway',
  common: 'belongs to everybody',
};

/** Open an object like a folder, and add up. */
export function FolderFigure(props: TouchProps<'folder'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const { lines, opened } = input;
  const { rows, name, added, deep, error } = shown;
  const turn = ({ place, open }: FolderRow): void =>
    want({
      ...input,
      opened: open
        ? opened.filter((each) => each !== place)
        : [...opened.filter((each) => each !== place), place],
    });
  const closed = rows.filter(({ open, holds }) => holds > 0 && !open);
  const given = lines.at(-1)!.replace(/^\w+ = /, '');
  return (
    <div class={`touch folder${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <pre class="given">
        <code>{lines.join('\n')}</code>
      </pre>
      <table>
        <thead>
          <tr>
            <th>object</th>
            <th>getsizeof</th>
            <th>with what it holds</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.place} row={row} name={name} turn={props.ask && turn} />
          ))}
        </tbody>
        {error === undefined && (
          <tfoot>
            <tr>
              <td>added up, each object once</td>
              <td class="num">{spaced(added)}</td>
              <td class="num">{spaced(deep)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      {problem && <p class="problem">{problem}</p>}
      <p class="say" role="status">
        {busy ? 'Opening …' : toldOfFolder(input, shown)}
      </p>
      {error === undefined && <p class="sum num">{toldOfFreed(shown)}</p>}
      <div class="keys live-only">
        <button
          type="button"
          class="btn"
          disabled={closed.length === 0}
          onClick={() =>
            want({ ...input, opened: [...opened, ...closed.map(({ place }) => place)] })
          }
        >
          Open one more level
        </button>
        <button
          type="button"
          class="btn"
          disabled={opened.length === 0}
          onClick={() => want({ ...input, opened: [] })}
        >
          Close it
        </button>
      </div>
      <form
        class="keys live-only"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.elements.namedItem('own') as HTMLInputElement;
          const line = `${name} = ${field.value}`;
          want({ ...input, lines: [...lines.slice(0, -1), line], opened: [''] });
        }}
      >
        <label>
          <code>{name} =</code>{' '}
          <input
            type="text"
            name="own"
            defaultValue={given}
            spellcheck={false}
            autocomplete="off"
          />
        </label>
        <button type="submit" class="btn">
          Open this
        </button>
      </form>
      <p class="note">
        Python {input.python}. Sizes are bytes. Put in any expression of your own, also with names
        from the lines above it.
      </p>
    </div>
  );
}

interface RowProps {
  readonly row: FolderRow;
  /** What the object itself is called. */
  readonly name: string;
  readonly turn: ((row: FolderRow) => void) | undefined;
}

function Row({ row, name, turn }: RowProps) {
  const { depth, label, type, value, shallow, deep, status, holds, open, more } = row;
  const what = label === '' ? name : label;
  const title = (
    <>
      <i class="sign" aria-hidden="true">
        {holds === 0 ? '' : open ? '▾' : '▸'}
      </i>
      <b>{what}</b> <span class="kind">{type}</span> {holds === 0 && <code>{value}</code>}
    </>
  );
  return (
    <tr class={status}>
      <td style={{ paddingLeft: `${8 + 18 * depth}px` }}>
        {turn && holds > 0 ? (
          <button type="button" aria-expanded={open} onClick={() => turn(row)}>
            {title}
          </button>
        ) : (
          title
        )}
        {more > 0 && <span class="kind"> (and {spaced(more)} more in it)</span>}
      </td>
      <td class="num">{spaced(shallow)}</td>
      <td class="num">{status === 'counted' ? spaced(deep) : SAYS[status]}</td>
    </tr>
  );
}
