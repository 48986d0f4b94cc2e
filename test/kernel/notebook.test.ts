import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNotebook } from '../../src/kernel/headless';
import {
  formatNotebook,
  type Notebook,
  NotebookError,
  parseNotebook,
  requireTypeScript,
  writeNotebook,
} from '../../src/kernel/notebook';

function notebook(
  ...sources: (string | { source: string; tags?: string[]; type?: 'markdown' })[]
): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: sources.map((given, i) => {
      const { source, tags, type } =
        typeof given === 'string'
          ? { source: given, tags: undefined, type: undefined }
          : { tags: undefined, type: undefined, ...given };
      const base = { id: `c${i}`, source, metadata: tags ? { tags } : {} };
      if (type) return { ...base, cell_type: type };
      return { ...base, cell_type: 'code', outputs: [], execution_count: null };
    }),
  };
}

describe('parseNotebook', () => {
  const refuse =
    (text: string): (() => Notebook) =>
    () =>
      parseNotebook(text, 'x.ipynb');
  test('refuses what is no notebook, saying why and naming the file', () => {
    expect(refuse('{')).toThrow(NotebookError);
    expect(refuse('{')).toThrow(/^x.ipynb is not a notebook: not JSON/);
    expect(refuse('{}')).toThrow(/no nbformat/);
    expect(refuse('{"nbformat":3,"nbformat_minor":0,"worksheets":[]}')).toThrow(
      /nbformat 3.*nbformat 4/,
    );
    expect(refuse('{"nbformat":4,"nbformat_minor":5,"metadata":{}}')).toThrow(/cells/);
    expect(
      refuse('{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code"}]}'),
    ).toThrow(/not a valid notebook: \/cells\/0/);
    const twice = notebook('1', '2');
    twice.cells[1]!.id = 'c0';
    expect(refuse(JSON.stringify(twice))).toThrow(/two cells with the id c0/);
  });

  test('gives ids to the cells of older notebooks and joins lines', () => {
    const old = {
      nbformat: 4,
      nbformat_minor: 2,
      metadata: {},
      cells: [{ cell_type: 'markdown', metadata: {}, source: ['a\n', 'b'] }],
    };
    const parsed = parseNotebook(JSON.stringify(old), 'x');
    expect(parsed.cells[0]).toMatchObject({ source: 'a\nb', id: expect.any(String) });
    expect(parsed.nbformat_minor).toBe(5);
  });

  test('what is written reads back the same, byte for byte at the second writing', () => {
    const text = formatNotebook(notebook('a\nb\n\n', { source: '# t', type: 'markdown' }));
    expect(formatNotebook(parseNotebook(text, 'x'))).toBe(text);
  });

  test('another language is refused', () => {
    const python = notebook('1');
    python.metadata.kernelspec = { name: 'python3', display_name: 'Python', language: 'python' };
    expect(() => requireTypeScript(python, 'x.ipynb')).toThrow(/x.ipynb is a python notebook/);
  });
});

test('a notebook is written whole or not at all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
  const path = join(folder, 'n.ipynb');
  writeFileSync(path, 'precious');
  const broken = notebook('1');
  (broken.metadata as Record<string, unknown>).big = 1n;
  expect(() => writeNotebook(path, broken)).toThrow();
  expect(readFileSync(path, 'utf8')).toBe('precious');
  writeNotebook(path, notebook('1'));
  expect(parseNotebook(readFileSync(path, 'utf8'), path).cells).toHaveLength(1);
  rmSync(folder, { recursive: true });
});

describe('runNotebook', () => {
  test('fills in outputs and counts, and leaves its input alone', async () => {
    const input = notebook(
      { source: '# title', type: 'markdown' },
      "console.log('a');\nconsole.log('b');\n1 + 1",
      "import { display } from 'heaplab';\nconst d = display({ 'text/plain': 'old' }, { displayId: 'x' });",
      "d.update({ 'text/plain': 'new' });",
      '',
    );
    const before = JSON.stringify(input);
    const { notebook: result, failures } = await runNotebook(input);
    expect(JSON.stringify(input)).toBe(before);
    expect(failures).toEqual([]);
    const [, first, second, third, empty] = result.cells;
    expect(first!.outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'a\nb\n' },
      {
        output_type: 'execute_result',
        data: { 'text/plain': '2' },
        metadata: {},
        execution_count: 1,
      },
    ]);
    expect(second!.outputs).toMatchObject([{ data: { 'text/plain': 'new' } }]);
    expect(third!.outputs).toEqual([]);
    expect([first, second, third, empty].map((cell) => cell!.execution_count)).toEqual([
      1,
      2,
      3,
      null,
    ]);
    expect(() => parseNotebook(formatNotebook(result), 'result')).not.toThrow();
  });

  test('stops at the first error; goes on when told, or where an error was expected', async () => {
    const input = notebook(
      { source: 'throw 1', tags: ['raises-exception'] },
      'throw new Error("two")',
      '3',
    );
    const stopped = await runNotebook(input);
    expect(stopped.failures).toMatchObject([{ index: 1, error: { evalue: 'two' } }]);
    expect(stopped.notebook.cells[2]!.outputs).toEqual([]);
    const all = await runNotebook(input, { allowErrors: true });
    expect(all.notebook.cells[2]!.outputs).toHaveLength(1);
  });

  test('a cell that takes too long is stopped, even one that refuses', async () => {
    const input = notebook(
      'const a = 1;',
      'for (;;);',
      'a',
      "process.on('SIGINT', () => {}); setTimeout(() => { for (;;); }, 0); await new Promise(() => {});",
    );
    const { notebook: result, failures } = await runNotebook(input, {
      timeout: 1,
      allowErrors: true,
    });
    expect(failures.map(({ error }) => error.ename)).toEqual(['CellTimeout', 'CellTimeout']);
    expect(result.cells[2]!.outputs).toHaveLength(1);
  });

  test('an abort signal interrupts the running cell', async () => {
    const abort = new AbortController();
    const running = runNotebook(notebook('1', 'for (;;);', '3'), {
      signal: abort.signal,
      onCell: ({ phase, index }) => {
        if (phase === 'start' && index === 1) setTimeout(() => abort.abort(), 200);
      },
    });
    const result = await running;
    expect(result.interrupted).toBe(true);
    expect(result.notebook.cells.map(({ execution_count }) => execution_count)).toEqual([
      1,
      2,
      null,
    ]);
  });
});
