import type { NotebookOutput } from './notebook';
import type { CellError, Output } from './protocol';

/** A cell that gets its outputs: a notebook's, say. */
export interface RecordedCell {
  outputs?: NotebookOutput[];
  execution_count?: number | null;
}

/** Gathers the outputs of one run into the cells they belong to. */
export class OutputRecorder {
  private readonly cells = new Map<number, { cell: RecordedCell; clear: boolean }>();
  private readonly displays = new Map<
    string,
    Extract<NotebookOutput, { output_type: 'display_data' }>[]
  >();

  begin(id: number, cell: RecordedCell): void {
    this.cells.set(id, { cell, clear: false });
  }

  put(id: number, output: Output): void {
    const target = this.cells.get(id);
    if (!target) return;
    const { cell } = target;
    const outputs = cell.outputs!;
    if (output.type === 'clearOutput') {
      if (output.wait) target.clear = true;
      else outputs.length = 0;
      return;
    }
    if (output.type === 'updateDisplay') {
      for (const shown of this.displays.get(output.displayId ?? '') ?? []) {
        shown.data = output.data;
        shown.metadata = output.metadata;
      }
      return;
    }
    if (target.clear) {
      outputs.length = 0;
      target.clear = false;
    }
    this.append(cell, outputs, output);
  }

  private append(
    cell: RecordedCell,
    outputs: NotebookOutput[],
    output: Exclude<Output, { type: 'clearOutput' | 'updateDisplay' }>,
  ): void {
    switch (output.type) {
      case 'stream': {
        const last = outputs.at(-1);
        if (last?.output_type === 'stream' && last.name === output.name) last.text += output.text;
        else outputs.push({ output_type: 'stream', name: output.name, text: output.text });
        return;
      }
      case 'display': {
        const { data, metadata, displayId } = output;
        const shown = { output_type: 'display_data' as const, data, metadata };
        outputs.push(shown);
        if (displayId !== undefined) {
          this.displays.set(displayId, [...(this.displays.get(displayId) ?? []), shown]);
        }
        return;
      }
      case 'result': {
        const { data, metadata } = output;
        const execution_count = cell.execution_count ?? null;
        outputs.push({ output_type: 'execute_result', data, metadata, execution_count });
        return;
      }
      case 'error':
        outputs.push(errorOutput(output.error));
    }
  }
}

/** An error as the last output of its cell. */
export function errorOutput({ ename, evalue, traceback }: CellError): NotebookOutput {
  return { output_type: 'error', ename, evalue, traceback: [...traceback] };
}
