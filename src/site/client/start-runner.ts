import type { NotebookCell } from '../../kernel/notebook';
import { errorOutput, OutputRecorder } from '../../kernel/outputs';
import type { CellError } from '../../kernel/protocol';
import { LiveSession } from '../../live/browser/client';
import { KnownCells } from '../../live/known-cells';
import { dependentCells, neededCells, relatedCells } from '../../live/needed-cells';
import type { Finished, Reactions, Runner } from './runner';

/*
 * The live lab's session as a page's runner: outputs gathered by cell, errors with their lines.
 */

/** The lines of a cell that an error's traceback names. */
function errorLines(count: number, error: CellError | undefined): Finished['errorLines'] {
  if (!error) return [];
  const text = error.traceback.join('\n');
  // Cells in Python are counted for themselves; the first that is named is the one that ran.
  const python = /File "<cell \d+>", line /.exec(text)?.[0];
  const places = python
    ? new RegExp(`${python}(\\d+)`, 'g')
    : new RegExp(`[Cc]ell ${count}, line (\\d+)`, 'g');
  const lines = [...new Set([...text.matchAll(places)].map(([, line]) => Number(line)))];
  return lines.map((line) => ({ line, message: `${error.ename}: ${error.evalue}` }));
}

/** The cells that the build has converted already. Without them TypeScript is loaded earlier. */
async function knownCells(assets: URL, lesson: string): Promise<KnownCells | undefined> {
  const response = await fetch(new URL(`cells/${lesson}.json`, assets)).catch(() => undefined);
  return response?.ok ? new KnownCells(await response.json()) : undefined;
}

/** Starts the worker that runs the cells of a lesson. @param ended called when it ends without being asked to */
export async function startRunner(lesson: string, ended: () => void): Promise<Runner> {
  const assets = new URL(`${document.body.dataset.root ?? ''}assets/`, document.baseURI);
  const recorder = new OutputRecorder();
  const cells = new Map<number, { readonly cell: NotebookCell; readonly reactions: Reactions }>();
  let count = 0;
  let gone = false;
  let restarting = false;
  let known: KnownCells | undefined;

  const session = new LiveSession({
    base: new URL('live/', assets),
    known: () => known,
    onOutput: (id, output) => {
      recorder.put(id, output);
      const at = cells.get(id);
      at?.reactions.outputs([...(at.cell.outputs ?? [])]);
    },
    onInput: (id, prompt, password, reply) => {
      void cells.get(id)?.reactions.input(prompt, password).then(reply);
    },
    onEnd: () => {
      gone = true;
      if (!restarting) ended();
    },
  });
  [known] = await Promise.all([knownCells(assets, lesson), session.start()]);

  return {
    async execute({ id: name, code }, reactions) {
      const cell: NotebookCell = {
        id: name,
        cell_type: 'code',
        source: code,
        metadata: {},
        outputs: [],
        execution_count: ++count,
      };
      const { error } = await session.execute(code, count, (id) => {
        recorder.begin(id, cell);
        cells.set(id, { cell, reactions });
      });
      if (error) cell.outputs!.push(errorOutput(error));
      reactions.outputs([...(cell.outputs ?? [])]);
      return {
        count: cell.execution_count!,
        failed: error !== undefined,
        errorLines: errorLines(cell.execution_count!, error),
      };
    },
    warm: (code) => {
      if (!known?.has(code)) session.startTypeScript();
    },
    call: (name, args) => session.call(name, args),
    complete: (code, position) => session.complete(code, position),
    async hover(code, position) {
      const { found, data } = await session.inspect(code, position);
      const text = data['text/plain'];
      return found && typeof text === 'string' ? text : undefined;
    },
    async interrupt() {
      gone = false;
      const outcome = await session.interrupt();
      // A call of a function is no cell: only a new worker ends it.
      if (outcome === 'idle') await session.restart();
      return gone ? 'gone' : 'stopped';
    },
    async restart() {
      restarting = true;
      await session.restart().finally(() => {
        restarting = false;
      });
    },
    needed: (cells, index, edited) => (edited ? relatedCells : neededCells)(cells, index),
    dependent: dependentCells,
  };
}
