import { spaced } from '../numbers';
import { Keys, Said } from './controls';
import { kib, toldOfFork } from './fork-said';
import { type TouchProps, useMeasured } from './use-measured';

/** A parent's pages, and what its child copies of them. */
export function ForkFigure(props: TouchProps<'fork'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const { copied, now, lists, elsewhere } = shown;
  const { frozen, moves } = input;
  const total = copied.filter(Boolean).length;
  const nextShared = copied.indexOf(false);
  const read = (page: number): void => want({ ...input, moves: [...moves, { read: page }] });
  const look = (page: number): string =>
    now.includes(page) ? 'now' : copied[page] ? 'copied' : 'shared';
  return (
    <div class={`touch forked${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <p class="keys live-only">
        <label>
          <input
            type="checkbox"
            checked={frozen}
            onChange={({ currentTarget }) =>
              want({ ...input, frozen: currentTarget.checked, moves: [] })
            }
          />{' '}
          <code>gc.freeze()</code> before the fork
        </label>
      </p>
      <div class="pages">
        {copied.map((_, page) =>
          props.ask ? (
            <button
              key={page}
              type="button"
              tabIndex={-1}
              class={look(page)}
              aria-label={`page ${page + 1}, ${copied[page] ? 'copied' : 'shared'}: read a list`}
              onClick={() => read(page)}
            />
          ) : (
            <i key={page} class={look(page)} />
          ),
        )}
      </div>
      <p class="sum num">
        <b>
          {total === 0 ? 'No page' : spaced(total)} of {spaced(copied.length)}
        </b>{' '}
        {total === 1 ? 'page is' : 'pages are'} the child’s own: {kib(total)}.
      </p>
      <Keys
        actions={[
          { label: 'Read one list', off: nextShared < 0, act: () => read(nextShared) },
          {
            label: 'Read all',
            act: () => want({ ...input, moves: [...moves, { all: 'read' }] }),
          },
          {
            label: <code>gc.collect()</code>,
            act: () => want({ ...input, moves: [...moves, { all: 'collect' }] }),
          },
          {
            label: 'Fork anew',
            off: moves.length === 0,
            act: () => want({ ...input, moves: [] }),
          },
        ]}
      />
      <Said words={toldOfFork(input, shown)} busy={busy && 'Forking …'} problem={problem} />
      <p class="note">
        Python {input.python}. A square is a page of 4 KiB. On all of them together are{' '}
        {spaced(lists)} lists of the parent. Grey: shared. Filled: the child has a copy of its own,
        orange if it is new.{' '}
        {elsewhere > 0 &&
          `${spaced(elsewhere)} more are copied elsewhere, of the interpreter’s own.`}
      </p>
    </div>
  );
}
