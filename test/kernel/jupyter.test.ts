import { join } from 'node:path';
import { JupyterClient } from '../../tools/jupyter-client';
import { ROOT } from '../support/dist';

const command = (file: string): string[] => [
  join(ROOT, 'dist', 'src', 'kernel', 'jupyter', 'main.js'),
  file,
];

async function startKernel(): Promise<JupyterClient> {
  const client = new JupyterClient();
  await client.start(command);
  await client.ready();
  return client;
}

let client: JupyterClient;
beforeAll(async () => {
  client = await startKernel();
});
afterAll(() => client.close());

test('kernel_info', async () => {
  const info = await client.request('kernel_info_request', {});
  expect(info).toMatchObject({
    status: 'ok',
    implementation: 'heaplab',
    language_info: { name: 'typescript', file_extension: '.ts' },
  });
  expect(String(info.protocol_version)).toMatch(/^5\.[3-9]/);
});

test('execute: input, output, result, reply', async () => {
  const { reply, outputs } = await client.execute("console.log('hi'); 6 * 7");
  expect(reply).toMatchObject({ status: 'ok', payload: [], user_expressions: {} });
  expect(outputs.map(({ type }) => type)).toEqual(['stream', 'execute_result']);
  expect(outputs[0]!.content).toEqual({ name: 'stdout', text: 'hi\n' });
  expect(outputs[1]!.content).toMatchObject({
    data: { 'text/plain': '42' },
    execution_count: reply.execution_count,
  });
});

test('an error is published and in the reply', async () => {
  const { reply, outputs } = await client.execute("throw new TypeError('no')");
  expect(reply).toMatchObject({ status: 'error', ename: 'TypeError', evalue: 'no' });
  expect(outputs).toHaveLength(1);
  expect(outputs[0]).toMatchObject({
    type: 'error',
    content: { ename: 'TypeError', evalue: 'no' },
  });
});

test('a cell asked for after an error reply runs at once', async () => {
  await client.execute('throw new Error()');
  const { reply, outputs } = await client.execute("'ran'");
  expect(reply.status).toBe('ok');
  expect(outputs[0]!.content).toMatchObject({ data: { 'text/plain': "'ran'" } });
});

test('cells queued behind one that fails are aborted, unless it says otherwise', async () => {
  const queued = [
    client.execute('await 1; throw new Error()'),
    client.execute('1'),
    client.execute('2'),
  ];
  expect((await Promise.all(queued)).map(({ reply }) => reply.status)).toEqual([
    'error',
    'aborted',
    'aborted',
  ]);
  const lenient = [
    client.execute('await 1; throw new Error()', { stop_on_error: false }),
    client.execute('1'),
  ];
  expect((await Promise.all(lenient)).map(({ reply }) => reply.status)).toEqual(['error', 'ok']);
});

test('silent cells publish nothing and do not count', async () => {
  const { reply: before } = await client.execute('1');
  const { outputs } = await client.execute("console.log('x'); 5", { silent: true });
  expect(outputs).toEqual([]);
  const { reply: after } = await client.execute('1');
  expect(after.execution_count).toBe((before.execution_count as number) + 1);
});

test('user_expressions', async () => {
  const { reply } = await client.execute('const four = 4;', {
    user_expressions: { twice: 'four * 2', bad: 'four(' },
  });
  expect(reply.user_expressions).toMatchObject({
    twice: { status: 'ok', data: { 'text/plain': '8' } },
    bad: { status: 'error' },
  });
});

test('update_display_data goes to the display with the id', async () => {
  const { outputs } = await client.execute(
    "import { display } from 'heaplab';\nconst d = display({ 'text/plain': '1' }, { displayId: 'mine' });\nd.update({ 'text/plain': '2' });",
  );
  expect(outputs).toMatchObject([
    { type: 'display_data', content: { transient: { display_id: 'mine' } } },
    {
      type: 'update_display_data',
      content: { data: { 'text/plain': '2' }, transient: { display_id: 'mine' } },
    },
  ]);
});

test('input_request is answered on the stdin channel', async () => {
  client.onInputRequest = ({ prompt }) => `${String(prompt)} yes`;
  const { outputs } = await client.execute(
    "import { input } from 'heaplab';\nawait input('sure?')",
    { allow_stdin: true },
  );
  expect(outputs.at(-1)!.content).toMatchObject({ data: { 'text/plain': "'sure? yes'" } });
  const { reply } = await client.execute("await input('sure?')");
  expect(reply).toMatchObject({ status: 'error', evalue: expect.stringContaining('front end') });
});

test('interrupt_request stops an endless loop; the heartbeat beats meanwhile', async () => {
  await client.execute('const survives = 1;');
  const running = client.execute('for (;;);');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await client.heartbeat()).toBe('ping');
  const start = performance.now();
  await client.request('interrupt_request', {}, 'control');
  const { reply } = await running;
  expect(performance.now() - start).toBeLessThan(1000);
  expect(reply).toMatchObject({ status: 'error', ename: 'Interrupted' });
  expect((await client.execute('survives')).reply.status).toBe('ok');
});

test('a message with a wrong HMAC is dropped', async () => {
  const { id, frames } = client.encode('kernel_info_request', {}, 'another key');
  const answered = client.exchange(id, frames).then(() => 'answered');
  const timeout = new Promise((resolve) => setTimeout(resolve, 500, 'dropped'));
  expect(await Promise.race([answered, timeout])).toBe('dropped');
  expect((await client.request('kernel_info_request', {})).status).toBe('ok');
});

test('cursor positions count code points', async () => {
  const code = "const s = '😀'; Math.ab";
  const reply = await client.request('complete_request', { code, cursor_pos: [...code].length });
  expect(reply).toMatchObject({ matches: ['abs'], cursor_start: 20, cursor_end: 22 });
});

test('history: range and search', async () => {
  await client.execute('"needle 1"');
  await client.execute('"needle 2"');
  const search = await client.request('history_request', {
    hist_access_type: 'search',
    pattern: '*needle*',
    n: 1,
  });
  expect(search.history).toEqual([[1, expect.any(Number), '"needle 2"']]);
});

test('a kernel whose cell process is killed goes on, with variables lost', async () => {
  await client.execute('const gone = 1;');
  const { reply } = await client.execute("process.kill(process.pid, 'SIGKILL'); for (;;);");
  expect(reply).toMatchObject({ status: 'error', ename: 'SessionEnded' });
  expect((await client.execute('1 + 1')).reply.status).toBe('ok');
});

test('two kernels at once, and shutdown', async () => {
  const other = await startKernel();
  await other.execute('const mine = 1;');
  expect((await client.execute('typeof mine')).outputs[0]!.content).toMatchObject({
    evalue: expect.stringContaining('mine'),
  });
  const exited = new Promise((resolve) => other.child.once('exit', resolve));
  const reply = await other.request('shutdown_request', { restart: true }, 'control');
  expect(reply).toEqual({ status: 'ok', restart: true });
  expect(await exited).toBe(0);
  await other.close();
});
