import { join } from 'node:path';
import { runNotebook } from '../../src/kernel/headless';
import { type NotebookCell, type NotebookOutput, readNotebook } from '../../src/kernel/notebook';
import { errorOutput, OutputRecorder } from '../../src/kernel/outputs';
import { ROOT } from '../support/dist';
import { LivePage } from './chromium';

/** What a reader sees of an output, but for the SVG, which a page draws from the spec. */
function seen(output: NotebookOutput): unknown {
  if (output.output_type === 'stream')
    return { ...output, text: ([] as string[]).concat(output.text).join('') };
  if (!('data' in output)) return output;
  const { 'image/svg+xml': _, ...data } = output.data;
  const joined = Object.entries(data).map(([type, value]) => [
    type,
    Array.isArray(value) ? value.join('') : value,
  ]);
  return { type: output.output_type, data: Object.fromEntries(joined) };
}

const isCode = ({ cell_type }: NotebookCell): boolean => cell_type === 'code';

interface Lesson {
  /** Cell by cell, what was seen in the worker, and under `heaplab run`. */
  readonly cells: readonly {
    code: string;
    worker: readonly unknown[];
    kernel: readonly unknown[];
  }[];
  readonly charts: number;
}

/** Runs all cells of a lesson in a worker. */
export async function runLesson(name: string): Promise<Lesson> {
  const notebook = readNotebook(join(ROOT, 'notebooks', name));
  const inKernel = runNotebook(notebook, { allowErrors: true });
  const page = await LivePage.open('flag');
  try {
    const cells: { code: string; worker: unknown[]; kernel: unknown[] }[] = [];
    let charts = 0;
    for (const { source: code } of notebook.cells.filter(isCode)) {
      const ran = await page.run(code);
      const cell = { outputs: [] as NotebookOutput[], execution_count: null };
      const recorder = new OutputRecorder();
      recorder.begin(ran.id, cell);
      for (const output of ran.outputs) recorder.put(ran.id, output);
      if (ran.error) cell.outputs.push(errorOutput(ran.error));
      const worker = cell.outputs.map(seen);
      charts += worker.filter((output) => JSON.stringify(output).includes('vegalite')).length;
      cells.push({ code, worker, kernel: [] });
    }
    const { notebook: run } = await inKernel;
    for (const [index, { outputs }] of run.cells.filter(isCode).entries())
      cells[index]!.kernel = outputs!.map(seen);
    return { cells, charts };
  } finally {
    await page.close();
  }
}
