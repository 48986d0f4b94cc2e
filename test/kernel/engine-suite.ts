import type {
  CompleteReply,
  ExecuteReply,
  InspectReply,
  IsCompleteReply,
  Output,
} from '../../src/kernel/protocol';

/*
 * What every host of cells does alike: Node's kernel and the live lab's worker run this suite.
 */

export interface Ran extends Pick<ExecuteReply, 'status' | 'error' | 'pages'> {
  readonly id: number;
  readonly outputs: readonly Output[];
}

/** A session of cells in some host. */
export interface CellHost {
  /** Runs a cell; `during` when it has begun. */
  run(code: string, during?: () => void): Promise<Ran>;
  interrupt(): void;
  complete(code: string, position: number): Promise<CompleteReply>;
  inspect(code: string, position: number): Promise<InspectReply>;
  isComplete(code: string): Promise<IsCompleteReply>;
  /** All outputs so far, with the ids of their cells. */
  outputs(): Promise<readonly { readonly id: number; readonly output: Output }[]>;
  close(): Promise<void>;
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

export function textOf(outputs: readonly Output[]): string {
  return outputs.map((output) => (output.type === 'stream' ? output.text : '')).join('');
}

/** @param stopWithin milliseconds after which a cell that is stopped has stopped */
export function engineSuite(start: () => Promise<CellHost>, stopWithin: number): void {
  let host: CellHost;
  beforeAll(async () => {
    host = await start();
  }, 120_000);
  afterAll(() => host.close());

  const result = async (code: string): Promise<unknown> =>
    (await host.run(code)).outputs.find(({ type }) => type === 'result');

  test('the last expression is the result, and a name can be declared again', async () => {
    expect((await host.run('const x: number = 6; x * 7')).outputs).toEqual([
      { type: 'result', data: { 'text/plain': '42' }, metadata: {} },
    ]);
    expect(await result("const x: string = 'now text';\nx")).toMatchObject({
      data: { 'text/plain': "'now text'" },
    });
  });

  test('names of an earlier cell in the short form of a property, read and assigned', async () => {
    await host.run('let one = 1, two = 2;');
    expect(await result('({ one, two })')).toMatchObject({
      data: { 'text/plain': '{ one: 1, two: 2 }' },
    });
    await host.run('({ one, two = 5 } = { one: 4 } as { one: number; two?: number });');
    expect(await result('one + two')).toMatchObject({ data: { 'text/plain': '9' } });
  });

  test('top-level await, and what was awaited stays', async () => {
    const cell = 'const late = await new Promise<number>((r) => setTimeout(r, 20, 5));';
    expect((await host.run(cell)).status).toBe('ok');
    expect(await result('late + 1')).toMatchObject({ data: { 'text/plain': '6' } });
  });

  test.each([
    'const waited = await (f)();',
    'const [waited] = await [f(1)].map(() => 1);',
    'const waited = await +"1";',
    'const waited = await `1`;',
    'const waited = await -1, other = await /x/;',
    'let waited = 0;\nif (true) {\n  waited = await\n  (f)();\n}',
    'let waited = 0;\nfor (const x of await (f)(2)) waited = x;',
    'let waited = 0;\nfor await (const x of [f(1)]) { waited = x as number; }',
  ])('an await that could be a call or an index is one: %s', async (cell) => {
    await host.run('const f = async (of = 0): Promise<any> => (of === 2 ? [1] : 1);');
    expect((await host.run(cell)).error).toBeUndefined();
    expect(await result('waited !== undefined')).toMatchObject({ data: { 'text/plain': 'true' } });
  });

  test('an await in a function that is not async is none', async () => {
    const { error } = await host.run('function g() { return await (1); }');
    expect(error?.evalue).toContain("Cannot find name 'await'");
  });

  test('heaplab is known, with its types', async () => {
    const { error, outputs } = await host.run(
      "import { boot } from 'heaplab';\nconst p = boot('3.12');\np.PyObject_Malloc(28).toString(16)",
    );
    expect(error).toBeUndefined();
    expect(outputs.at(-1)).toMatchObject({ data: { 'text/plain': "'7ffff78fc030'" } });
    const wrong = await host.run('p.PyObject_Malloc("28")');
    expect(wrong.error?.evalue).toMatch(/'string' is not assignable to parameter of type 'number'/);
  });

  test('a type error shows the code with a caret under it', async () => {
    const { error } = await host.run('const a = 1;\nconst b: string = a;');
    expect(error?.ename).toBe('TS2322');
    expect(error?.traceback).toEqual([
      expect.stringMatching(/^Cell \d+, line 2:7 - error TS2322: Type 'number' is not assignable/),
      '  1 | const a = 1;',
      '> 2 | const b: string = a;',
      '    |       ^',
    ]);
  });

  test('code nested too deep for TypeScript fails its cell, and the next one runs', async () => {
    const deep = await host.run(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(deep.error?.ename).toBe('RangeError');
    expect((await host.run('1 + 1')).status).toBe('ok');
  });

  test('an error names cell and line of the TypeScript that was typed', async () => {
    await host.run(
      'interface Named { name: string }\n\nfunction deep(n: Named): never {\n  throw new RangeError(n.name);\n}',
    );
    const { error } = await host.run(
      "// a comment\ntype T = number;\n\ndeep({ name: 'far down' });",
    );
    expect(error).toMatchObject({ ename: 'RangeError', evalue: 'far down' });
    const text = error!.traceback.join('\n');
    expect(text).toMatch(/at deep \(cell \d+, line 4:9\)/);
    expect(text).toMatch(/at cell \d+, line 4:1/);
    expect(text).toContain('> 4 |   throw new RangeError(n.name);');
    expect(text).not.toMatch(/node:|evalmachine|tslab|https?:|\w+\.js/);
  });

  test('a first line is placed right, also when a cell of another kind runs it', async () => {
    await host.run("function first(): never { throw new Error('here'); }");
    const { error } = await host.run('await null; first();');
    expect(error!.traceback.join('\n')).toMatch(/at first \(cell \d+, line 1:33\)/);
    expect(error!.traceback.join('\n')).toMatch(/at cell \d+, line 1:13/);
  });

  test.each([
    'while (true) {}',
    'await new Promise((r) => setTimeout(r, 10)); for (;;) {}',
    'await new Promise(() => {});',
    'async function spin() { await null; let i = 0; while (true) i++; }\nawait spin();',
    'function busy() { do ; while (true); }\nbusy();',
    '%%python\nwhile True: pass',
  ])('an endless loop is stopped and variables survive: %s', async (loop) => {
    await host.run('const kept = 123;');
    let asked = 0;
    const { error } = await host.run(loop, () =>
      setTimeout(() => {
        asked = performance.now();
        host.interrupt();
      }, 400),
    );
    expect(performance.now() - asked).toBeLessThan(stopWithin);
    expect(error?.ename).toBe('Interrupted');
    expect(await result('kept')).toMatchObject({ data: { 'text/plain': '123' } });
  });

  test('an interrupt that comes while the cell is still compiled is not lost', async () => {
    const { error } = await host.run('for (;;);', () => host.interrupt());
    expect(error?.ename).toBe('Interrupted');
  });

  test('output streams while a cell runs, in order', async () => {
    const running = host.run(
      "console.log('first');\nconst until = Date.now() + 1200;\nwhile (Date.now() < until);\nconsole.error('second');",
    );
    let done = false;
    void running.then(() => {
      done = true;
    });
    const seen = async (): Promise<boolean> =>
      (await host.outputs()).some(
        ({ output }) => output.type === 'stream' && output.text === 'first\n',
      );
    while (!(await seen())) await sleep(20);
    expect(done).toBe(false);
    expect((await running).outputs).toEqual([
      { type: 'stream', name: 'stdout', text: 'first\n' },
      { type: 'stream', name: 'stderr', text: 'second\n' },
    ]);
  });

  test('values look as in a console', async () => {
    const { outputs } = await host.run(
      "console.log('%s is %d', 'x', 1, { a: [1, { b: { c: {} } }] }, new Map([[1, 'one']]), [undefined, null, 3n, -0]);\nconsole.log(new Uint8Array(200).length, [new Uint8Array(3)]);",
    );
    expect(textOf(outputs)).toBe(
      "x is 1 { a: [ 1, { b: [Object] } ] } Map(1) { 1 => 'one' } [ undefined, null, 3n, -0 ]\n200 [ Uint8Array(3) [ 0, 0, 0 ] ]\n",
    );
  });

  test('an unhandled rejection fails its cell', async () => {
    const { error } = await host.run("void Promise.reject(new Error('nobody cared'));");
    expect(error).toMatchObject({ ename: 'Error', evalue: 'nobody cared' });
    expect((await host.run('1')).status).toBe('ok');
  });

  test('an error in a callback is shown in the cell that set it', async () => {
    const { id } = await host.run("setTimeout(() => { throw new Error('late'); }, 100);");
    await host.run('2');
    await sleep(250);
    const late = (await host.outputs()).find(({ output }) => output.type === 'error');
    expect(late?.id).toBe(id);
    expect((await host.run('3')).status).toBe('ok');
  });

  test('displays: a bundle, an object that shows itself, an update, clearing, a page', async () => {
    const { outputs, pages } = await host.run(
      "import { clearOutput, display, page } from 'heaplab';\n" +
        "const shown = display({ 'text/plain': 'a', 'text/html': '<b>a</b>' });\n" +
        "shown.update({ 'text/plain': 'b' });\n" +
        "display({ async [Symbol.for('Jupyter.display')]() { return { 'text/plain': 'self' }; } });\n" +
        "clearOutput(true);\npage('long');",
    );
    expect(outputs.map(({ type }) => type)).toEqual([
      'display',
      'updateDisplay',
      'clearOutput',
      'display',
    ]);
    const [first, update] = outputs as readonly { displayId?: string }[];
    expect(first?.displayId).toBe(update?.displayId);
    expect(pages).toEqual([{ data: { 'text/plain': 'long' }, start: 0 }]);
  });

  test('a module of one cell is imported by another', async () => {
    expect((await host.run('/** @module tools */\nexport const tool = 5;')).status).toBe('ok');
    expect(await result("import { tool } from './tools';\ntool")).toMatchObject({
      data: { 'text/plain': '5' },
    });
  });

  test('names of a cell in Python are completed and described, without a change to the heap', async () => {
    await host.run('%%python 3.12\nnumbers = [1, 2, 3]\nother = numbers\nimport sys');
    const cell = '%%python\nprint(numb';
    const { matches, start } = await host.complete(cell, cell.length);
    expect([matches, start]).toEqual([['numbers'], cell.length - 4]);
    const before = await result('JSON.stringify(py.status())');
    const about = await host.inspect('%%python\nnumbers', 12);
    expect(about.data['text/plain']).toMatch(
      /^numbers: list, \d+ bytes at 0x7f[0-9a-f]+, 2 references$/,
    );
    expect(await result('JSON.stringify(py.status())')).toEqual(before);
    expect((await host.inspect('%%python\nlen', 10)).data['text/plain']).toBe(
      'len: builtin_function_or_method, built in',
    );
    expect((await host.inspect('%%python\nsys.path', 15)).found).toBe(false);
  });

  test('completion, inspection, completeness', async () => {
    const complete = (code: string) => host.complete(code, code.length);
    expect((await complete('Math.ab')).matches).toEqual(['abs']);
    expect((await complete('p.PyObject_M')).matches).toEqual(['PyObject_Malloc']);
    expect(await complete('kep')).toMatchObject({ matches: ['kept'], start: 0, end: 3 });
    const seen = await host.inspect('parseInt', 8);
    expect(String(seen.data['text/plain'])).toContain('parseInt');
    const status = async (code: string) => (await host.isComplete(code)).status;
    expect(await status('1 + 1')).toBe('complete');
    expect(await status('')).toBe('complete');
    expect(await status('function f() {')).toBe('incomplete');
    expect(await status("const s = 'open")).toBe('invalid');
    expect(await status('const s = `open')).toBe('incomplete');
    expect(await status('let = = 3')).toBe('invalid');
  });

  test('%%python cells share one process with TypeScript cells', async () => {
    const first = await host.run("%%python 3.12\nx = [1, 2]\nprint('hi')\nx");
    expect(textOf(first.outputs)).toBe('hi\n[1, 2]\n');
    const second = await host.run(
      'py.exec("x.append(3)");\nconsole.log(py.globals.x!.repr, py.version.name);',
    );
    expect(textOf(second.outputs)).toBe('[1, 2, 3] 3.12\n');
    const failed = await host.run('%%python\ndef f(): return x[9]\nf()');
    expect(failed.status).toBe('error');
    expect(JSON.stringify(failed)).toContain('IndexError');
    expect(JSON.stringify(failed)).toContain('line 3, in <module>');
    const after = await host.run('%%python\nprint(len(x))');
    expect(textOf(after.outputs)).toBe('3\n');
    expect((await host.complete('%%python\nx.app', 14)).matches).toEqual(['append']);
  });

  test('another `py` of a cell in TypeScript gives way to that of the next one in Python', async () => {
    await host.run('const py = 5, other = 6;');
    expect(await result('py + other')).toMatchObject({ data: { 'text/plain': '11' } });
    await host.run('%%python\nz = 1');
    expect(await result('py.globals.z!.repr')).toMatchObject({ data: { 'text/plain': "'1'" } });
    expect(await result('other')).toMatchObject({ data: { 'text/plain': '6' } });
  });
}
