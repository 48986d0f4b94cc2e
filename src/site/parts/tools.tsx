import { lab } from '../client/lab';

export interface ToolsProps {
  readonly lesson: string;
}

/** What can be done with all cells of a lesson, and what is happening with them. */
export function ToolsPart({ lesson }: ToolsProps) {
  const here = lab.value;
  const busy = here?.cells.some(({ status }) => status.value !== 'idle') ?? false;
  const changed = here?.cells.filter((cell) => cell.changed).length ?? 0;
  const away = here?.putAway.value;
  return (
    <section class="tools" aria-label="Tools">
      <div class="row live-only">
        {busy ? (
          <button type="button" class="btn" onClick={() => void here?.stop()}>
            Stop
          </button>
        ) : (
          <button type="button" class="btn" onClick={() => void here?.runAll().catch(() => {})}>
            Run all cells
          </button>
        )}
        <button
          type="button"
          class="btn"
          title="Forget all variables"
          onClick={() => void here?.restart()}
        >
          Restart
        </button>
        {changed > 0 && (
          <button type="button" class="btn" onClick={() => here?.reset()}>
            Reset code
          </button>
        )}
        <button type="button" class="btn" onClick={() => void download(lesson)}>
          Download notebook
        </button>
        <a class="btn" href="?teach">
          Show it as slides
        </a>
      </div>
      {away && away.size > 0 && (
        <p class="note" role="status">
          Your code in {away.size} {away.size === 1 ? 'cell' : 'cells'} is put away.{' '}
          <button type="button" class="link" onClick={() => here?.takeBack()}>
            Take it back
          </button>
        </p>
      )}
      {here && here.orphans.value.length > 0 && (
        <details class="plumb">
          <summary>code of yours from an earlier version of this lesson</summary>
          {here.orphans.value.map(({ id, source }) => (
            <pre key={id} tabindex={0}>
              {source}
            </pre>
          ))}
        </details>
      )}
      <p class="note" role="status">
        {here?.notice.value}
      </p>
    </section>
  );
}

/** The lesson's notebook with the reader's code in it. */
async function download(lesson: string): Promise<void> {
  const response = await fetch(`../notebooks/${lesson}.ipynb`);
  const notebook = (await response.json()) as { cells: { id: string; source: string[] }[] };
  for (const cell of notebook.cells) {
    const own = lab.value?.cell(cell.id);
    if (own?.changed) cell.source = own.code.peek().match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }
  const { saveFile } = await import('../client/files');
  saveFile(`${lesson}.ipynb`, `${JSON.stringify(notebook, null, 1)}\n`);
}
