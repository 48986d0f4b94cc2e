import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Cell, lab } from '../client/lab';
import type { Language } from '../code';
import { CellEditor } from './editor';
import { Outputs } from './outputs';

export interface CellProps {
  readonly id: string;
  readonly language: Language;
  /** What the fold over its code says; none for code that is always shown. */
  readonly folded?: string | undefined;
  /** The lesson's own code and outputs, as HTML. */
  readonly code: string;
  readonly outputs: string;
}

const NAMES = { python: 'Python', typescript: 'TypeScript' } as const;

/** A cell: its code, what it put out, and the way to run it here. */
export function CellPart({ id, language, folded, code, outputs }: CellProps) {
  const cell = lab.value?.cell(id);
  const source = (
    <div class="src">
      <CellEditor cell={cell} language={language} code={code} label={`${NAMES[language]} code`} />
      {cell ? (
        <>
          <RunButton cell={cell} />
          {cell.changed && (
            <button
              type="button"
              class="run reset"
              title="The lesson’s own code again; the tool at the bottom of the page takes it back"
              onClick={() => lab.value?.reset([cell])}
            >
              Undo changes
            </button>
          )}
        </>
      ) : (
        <button type="button" class="run live-only">
          Run
        </button>
      )}
    </div>
  );
  const shown = <CellOutputs cell={cell} outputs={outputs} />;
  if (folded === undefined)
    return (
      <section class="cell" id={id} data-cell={id}>
        {source}
        {shown}
      </section>
    );
  return (
    <section class="cell folded" id={id} data-cell={id}>
      {shown}
      <details class="plumb">
        <summary>{folded}</summary>
        {source}
      </details>
    </section>
  );
}

function RunButton({ cell }: { readonly cell: Cell }) {
  const status = cell.status.value;
  const again = cell.outputs.value !== undefined;
  if (status === 'running')
    return (
      <button type="button" class="run now" onClick={() => void lab.value?.stop()}>
        Stop
      </button>
    );
  if (status === 'waiting')
    return (
      <button
        type="button"
        class="run now"
        title="It waits for others: take it out of the queue"
        onClick={() => lab.value?.cancel(cell)}
      >
        Cancel
      </button>
    );
  return (
    <button
      type="button"
      class="run"
      title="Shift+Enter in the code"
      onClick={() => void lab.value?.run(cell).catch(() => {})}
    >
      {again ? 'Run again' : 'Run'}
    </button>
  );
}

function CellOutputs({
  cell,
  outputs,
}: {
  readonly cell: Cell | undefined;
  readonly outputs: string;
}) {
  const own = cell?.outputs.value;
  const status = cell?.status.value ?? 'idle';
  const old = cell?.old.value ?? false;
  const waited = useSlow(status === 'running');
  const queued = useSlow(status === 'waiting');
  const empty = own === undefined ? outputs === '' : own.length === 0;
  return (
    <div
      class={`res${status === 'idle' ? '' : ' busy'}${empty ? ' empty' : ''}`}
      aria-busy={status !== 'idle'}
    >
      {old && !empty && status === 'idle' && (
        <p class="old">From the code before your last change. Run it again.</p>
      )}
      {own === undefined ? (
        <div class="outs" dangerouslySetInnerHTML={{ __html: outputs }} />
      ) : (
        <Outputs outputs={own} />
      )}
      {waited && (
        <p class="progress" role="status">
          {lab.value?.engine.value === 'starting' ? 'Starting Python …' : 'Running …'}
        </p>
      )}
      {queued && (
        <p class="progress" role="status">
          Waits for a cell above.
        </p>
      )}
      {cell?.trouble.value && (
        <p class="problem">This cell could not be run: {cell.trouble.value}</p>
      )}
      {cell?.blocked.value && status === 'idle' && <Blocked by={cell.blocked.value} />}
      {cell?.lost.value && status === 'idle' && (
        <Lost cell={cell} needed={cell.lost.value.length} />
      )}
      {cell?.asks.value && <InputLine {...cell.asks.value} />}
    </div>
  );
}

/** A cell above failed, so that this one did not run. */
export function Blocked({ by }: { readonly by: Cell }) {
  const show = (): void => {
    const place = document.querySelector(`[data-cell="${by.id}"]`);
    const fold = place?.querySelector('details');
    if (fold) fold.open = true;
    place?.scrollIntoView({ block: 'center' });
  };
  return (
    <p class="old" role="status">
      Not run: a cell above that this one needs has failed.{' '}
      <button type="button" class="link" onClick={show}>
        Show it
      </button>
    </p>
  );
}

/** After the last resort: the worker was ended, and another begins with nothing. */
function Lost({ cell, needed }: { readonly cell: Cell; readonly needed: number }) {
  return (
    <p class="old" role="status">
      All variables are gone.{' '}
      {needed === 0 ? (
        'This cell needs none of those above.'
      ) : (
        <button
          type="button"
          class="link"
          onClick={() => void lab.value?.prepare(cell).catch(() => {})}
        >
          Run the {needed === 1 ? 'cell' : `${needed} cells`} above that this one needs
        </button>
      )}
    </p>
  );
}

/** True when something has lasted long enough to be worth a word. */
export function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, [busy]);
  return slow;
}

function InputLine({
  prompt,
  password,
  answer,
}: {
  readonly prompt: string;
  readonly password: boolean;
  answer(text: string): void;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="input"
      onSubmit={(event) => {
        event.preventDefault();
        answer(field.current?.value ?? '');
      }}
    >
      <label for={id}>{prompt || 'The program waits for a line:'}</label>
      <input
        id={id}
        ref={field}
        {...(password ? { type: 'password' } : { type: 'text' })}
        autocomplete="off"
      />
      <button type="submit" class="btn">
        Enter
      </button>
    </form>
  );
}
