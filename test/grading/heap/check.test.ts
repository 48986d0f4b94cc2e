import { runNotebook } from '../../../src/kernel/headless';
import type { NotebookCell } from '../../../src/kernel/notebook';

jest.setTimeout(180_000);

/** Runs cells in the kernel, and gives for each the text that it put out. */
async function outputsOf(sources: readonly string[]): Promise<string[]> {
  const cells = sources.map((source, i): NotebookCell => {
    return {
      id: `cell-${i}`,
      cell_type: 'code',
      source,
      metadata: { tags: ['raises-exception'] },
      outputs: [],
      execution_count: null,
    };
  });
  const { notebook } = await runNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
  return notebook.cells.map(({ outputs = [] }) => JSON.stringify(outputs));
}

const CHECK = `import { checkHeap } from 'heaplab';
checkHeap('few-bytes', {
  names: ['keep'],
  steps: [
    { mark: 'start' },
    { python: 'kept = keep(500)' },
    { mark: 'end' },
    { python: 'size = len(kept)' },
    { read: 'size', want: 500, about: 'how many there are' },
  ],
  bounds: [{ measure: 'bytes', about: 'bytes kept', from: 'start', to: 'end', most: 1000 }],
});`;

const cell = (program: string): string => `%%python 3.12 exercise few-bytes\n${program}`;

test('a check takes the program as its cell ran last, and leaves the process of other cells alone', async () => {
  const outputs = await outputsOf([
    CHECK,
    '%%python\nx = 1',
    cell('x = 2\ndef keep(n):\n    return bytes(n)'),
    CHECK,
    cell('def keep(n):\n    return [0.5 + i for i in range(n)]'),
    CHECK,
    cell('def keep(n) return bytes(n)'),
    CHECK,
    '%%python\nprint(x)',
  ]);
  const [unrun, , , right, , wrong, , broken, other] = outputs;
  expect(unrun).toMatch(/run the cell above first/);
  expect(right).toMatch(/all as asked/);
  expect(right).toMatch(/bytes kept: [0-9]+ bytes; asked for: at most 1,000 bytes/);
  expect(wrong).toMatch(/not as asked yet/);
  expect(wrong).toMatch(/CheckFailed/);
  expect(broken).toMatch(/SyntaxError/);
  expect(broken).toMatch(/bytes kept: not reached/);
  expect(other).toContain('1\\n');
});
