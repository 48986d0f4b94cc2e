import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Grade, grade } from '../../src/grading/grader';
import { Site } from '../../src/site/build';
import { SiteServer } from '../../src/site/server';

/*
 * The server alone, with a grader that only waits: what it answers, to whom, and what it stops.
 */

const TOKEN = 'a-token-of-32-letters-like-others';
const NOTHING: Grade = { lesson: '', points: 0, earned: 0, exercises: [], wall: [] };

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let port: number;
const servers: SiteServer[] = [];
const temporary = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
const folder = join(temporary, 'pages');

/** Gradings under way: each ends when told, or when its signal is aborted. */
const gradings: { end(): void }[] = [];
let gradedAtOnce = 0;
let aborted = 0;
const gradeWith: typeof grade = (_notebook, _lesson, { signal } = {}) =>
  new Promise((resolve, reject) => {
    const done = (): void => {
      gradings.splice(gradings.indexOf(own), 1);
    };
    const own = {
      end: () => {
        done();
        resolve(NOTHING);
      },
    };
    gradings.push(own);
    gradedAtOnce = Math.max(gradedAtOnce, gradings.length);
    signal!.addEventListener('abort', () => {
      if (!gradings.includes(own)) return;
      done();
      aborted++;
      reject(signal!.reason);
    });
  });

/** From here on requests go to this server. */
async function serve(idle?: number): Promise<void> {
  const options = { token: TOKEN, gradeWith, ...(idle !== undefined && { idle }) };
  const server = new SiteServer(folder, site, options);
  servers.push(server);
  port = await server.listen(18800);
}

// The first lesson's page is made as soon as the index is asked for: not here.
const site = new Site(folder, { served: true, signal: AbortSignal.abort() });
beforeAll(() => serve());
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(temporary, { recursive: true });
});

/** A request as it is written, its path above all; with the cookie unless other headers are given. */
function send(
  method: string,
  path: string,
  {
    body,
    headers,
    signal,
  }: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: headers ?? { cookie: `heaplab-${port}=${TOKEN}` },
      ...(signal && { signal }),
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, text }),
      );
    });
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const status = async (...args: Parameters<typeof send>): Promise<number> =>
  (await send(...args)).status;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Runs code as the first cell of a lesson. */
const run = (
  lesson: string,
  code: string,
  more: { session?: number; signal?: AbortSignal } = {},
): Promise<Answer> => {
  const { signal, ...known } = more;
  const id = firstCode(lesson);
  return send('POST', `/api/${lesson}/run`, {
    body: { id, code, ...known },
    ...(signal && { signal }),
  });
};
const firstCode = (name: string): string =>
  site.lessons
    .find((lesson) => lesson.name === name)!
    .source.cells.find(({ cell_type }) => cell_type === 'code')!.id;
const [A, B, C] = site.lessons.map(({ name }) => name) as [string, string, string];

describe('who may', () => {
  const cookie = (value: string) => ({ cookie: `heaplab-${port}=${value}` });

  test('nothing is answered without the token, and the answer says what to do', async () => {
    for (const headers of [{}, cookie(''), cookie(`${TOKEN}x`), { cookie: `heaplab-1=${TOKEN}` }]) {
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/assets/page.js'],
        ['GET', '/nowhere'],
        ['HEAD', '/'],
        ['POST', `/api/${A}/run`],
        ['DELETE', '/'],
      ] as const) {
        expect([method, path, await status(method, path, { headers })]).toEqual([
          method,
          path,
          403,
        ]);
      }
    }
    const { text } = await send('GET', '/?token=guess', { headers: {} });
    expect(text).toContain('open the whole URL that heaplab start printed');
    expect(text).not.toContain(TOKEN);
  });

  test('the URL with the token leads to one without it, and gives a cookie for this server alone', async () => {
    const path = '/lessons/GLOSSARY.html';
    const { status, headers } = await send('GET', `${path}?token=${TOKEN}&a=b`, { headers: {} });
    expect(status).toBe(303);
    expect(headers.location).toBe(`http://127.0.0.1:${port}${path}?a=b`);
    expect(headers['set-cookie']).toEqual([
      `heaplab-${port}=${TOKEN}; HttpOnly; SameSite=Strict; Path=/`,
    ]);
    // It never leads to another host.
    const elsewhere = await send('GET', `//example.org/?token=${TOKEN}`, { headers: {} });
    expect(elsewhere.headers.location).toMatch(`http://127.0.0.1:${port}/`);
  });

  test('no other name of this host, and no other page in the same browser', async () => {
    const own = cookie(TOKEN);
    expect(await status('GET', '/', { headers: { ...own, host: 'evil.example' } })).toBe(403);
    expect(await status('GET', '/', { headers: { ...own, host: `localhost:${port}` } })).toBe(200);
    const restart = (headers: Record<string, string>) =>
      status('POST', `/api/${A}/restart`, { headers: { ...own, ...headers } });
    expect(await restart({})).toBe(200);
    expect(await restart({ origin: `http://127.0.0.1:${port}` })).toBe(200);
    expect(await restart({ origin: 'http://127.0.0.1:9' })).toBe(403);
    expect(await restart({ origin: 'null' })).toBe(403);
    expect(await restart({ 'sec-fetch-site': 'same-site' })).toBe(403);
  });
});

describe('what is asked', () => {
  test.each([
    ['GET', '/%zz', 400],
    ['GET', '/%00', 400],
    ['GET', '/assets/page.js%00.html', 400],
    ['GET', 'nowhere', 400],
    ['GET', '/nowhere', 404],
    ['GET', '/assets', 404],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/..%2f..%2fetc%2fpasswd', 404],
    ['GET', '/%2e%2e/%2e%2e/etc/passwd', 404],
    ['GET', '/assets%5c..%5cindex.html', 404],
    ['GET', '//etc/passwd', 404],
    ['GET', '/lessons/constructor.html', 404],
    ['GET', '/link-out', 404],
    ['GET', '/folder-out/secret', 404],
    ['GET', '/link-in', 200],
    ['HEAD', '/index.html', 200],
    ['PUT', '/', 405],
    ['POST', '/', 405],
    ['OPTIONS', '/', 405],
    ['GET', '/api/x/run', 405],
    ['POST', '/api/x/run', 404],
    ['POST', '/api/__proto__/run', 404],
    ['POST', '/api/02-pymalloc/explode', 404],
    ['POST', '/api/02-pymalloc/run/more', 404],
  ])('%s %s is %i', async (method, path, expected) => {
    writeFileSync(join(temporary, 'secret'), 'x');
    for (const [target, name] of [
      [join(temporary, 'secret'), 'link-out'],
      [temporary, 'folder-out'],
      ['index.html', 'link-in'],
    ] as const) {
      rmSync(join(folder, name), { force: true });
      symlinkSync(target, join(folder, name));
    }
    expect(await status(method, path)).toBe(expected);
  });

  test.each([
    ['run', '{', 400],
    ['run', '\u{0}', 400],
    ['run', '['.repeat(1_000_000), 400],
    ['run', undefined, 400],
    ['run', 'null', 400],
    ['run', [], 400],
    ['run', { id: 1, code: '' }, 400],
    ['run', { id: firstCode(A), code: ['1'] }, 400],
    ['run', { id: firstCode(A), code: '', session: null }, 400],
    ['run', { id: firstCode(A), code: '', more: 1 }, 400],
    ['run', { id: 'nowhere', code: '' }, 404],
    ['run', { id: 'toString', code: '' }, 404],
    ['grade', { cells: { [firstCode(A)]: 1 } }, 400],
    ['grade', {}, 400],
    ['grade', { cells: { nowhere: '' } }, 404],
    ['notebook', '{"cells":{"__proto__":""}}', 404],
    ['notebook', { cells: {} }, 200],
    ['notebook', 'x'.repeat(5 * 2 ** 20), 413],
  ])('%s with body %# is answered', async (action, body, expected) => {
    const answer = await send('POST', `/api/${A}/${action}`, { body });
    expect(answer.status).toBe(expected);
    if (expected !== 200) expect(answer.text).toMatch(/^[^\n]{10,300}$/);
  });

  test('a large body without a length is told so as well', async () => {
    const headers = { cookie: `heaplab-${port}=${TOKEN}`, 'transfer-encoding': 'chunked' };
    const body = 'x'.repeat(5 * 2 ** 20);
    expect(await status('POST', `/api/${A}/notebook`, { body, headers })).toBe(413);
  });

  test('who never says what it wants is told to go', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: '));
      socket.setEncoding('utf8').on('data', (chunk) => {
        received += chunk;
      });
      socket.once('error', reject);
      socket.once('close', () => resolve(received));
    });
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  }, 20_000);
});

describe('what is done at once', () => {
  const ask = (signal?: AbortSignal) =>
    send('POST', `/api/${A}/grade`, { body: { cells: {} }, ...(signal && { signal }) });

  test('one grading, while one more waits', async () => {
    const first = ask();
    await until(() => gradings.length === 1);
    const others = Array.from({ length: 9 }, () => ask());
    const refused: Answer[] = [];
    for (const other of others)
      void other.then((answer) => {
        if (answer.status !== 200) refused.push(answer);
      });
    await until(() => refused.length === 8);
    for (const answer of refused) {
      expect(answer.status).toBe(503);
      expect(answer.text).toContain('try again');
    }
    gradings[0]!.end();
    expect((await first).status).toBe(200);
    await until(() => gradings.length === 1);
    gradings[0]!.end();
    await Promise.all(others);
    expect(gradedAtOnce).toBe(1);
  });

  test('a closed request ends its grading, or leaves the line', async () => {
    const [gone, goneToo] = [new AbortController(), new AbortController()];
    const first = ask(gone.signal).catch(() => 'closed');
    await until(() => gradings.length === 1);
    const second = ask(goneToo.signal).catch(() => 'closed');
    await new Promise((resolve) => setTimeout(resolve, 100));
    goneToo.abort();
    await new Promise((resolve) => setTimeout(resolve, 100));
    gone.abort();
    expect(await Promise.all([first, second])).toEqual(['closed', 'closed']);
    await until(() => gradings.length === 0);
    expect(aborted).toBe(1);
    // Both places are free.
    const next = [ask(), ask()];
    for (const _ of next) {
      await until(() => gradings.length === 1);
      gradings[0]!.end();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const answer of await Promise.all(next)) expect(answer.status).toBe(200);
  });

  test('two sessions: the one that was idle the longest ends, and its page is told', async () => {
    const parsed = async (answer: Promise<Answer>) => JSON.parse((await answer).text);
    const first = await parsed(run(A, 'const a = 41'));
    expect((await parsed(run(A, 'a + 1', { session: first.session }))).html).toContain('42');
    const { session } = await parsed(run(B, '1'));
    expect(session).not.toBe(first.session);
    await parsed(run(C, '2'));
    const lost = await run(A, 'a + 1', { session: first.session });
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('the variables of this lesson are lost');
    expect((await run(B, '3', { session })).status).toBe(200);
  }, 60_000);

  test('cells of two lessons that run keep a third out; closed, they are interrupted', async () => {
    const gone = new AbortController();
    const { session } = JSON.parse((await run(B, 'const kept = 7')).text);
    const running = [run(B, 'for (;;);', { session, signal: gone.signal })];
    running.push(run(C, 'await new Promise(() => {})', { signal: gone.signal }));
    const ended = running.map((answer) => answer.catch(() => 'closed'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const refused = await run(A, '1');
    expect(refused.status).toBe(503);
    expect(refused.text).toContain(`${B} and ${C} are running`);
    gone.abort();
    expect(await Promise.all(ended)).toEqual(['closed', 'closed']);
    // The line of the lesson is free, and so are its variables.
    const { html } = JSON.parse((await run(B, 'kept', { session })).text);
    expect(html).toContain('7');
  }, 60_000);

  test('a session without a running cell ends after a while', async () => {
    const IDLE = 1000;
    await serve(IDLE);
    const { session } = JSON.parse((await run(A, 'const long = 1')).text);
    await new Promise((resolve) => setTimeout(resolve, IDLE / 2));
    // It is kept by what runs in it, and for as long as that takes.
    const slow = `await new Promise((resolve) => setTimeout(resolve, ${IDLE * 1.2}))`;
    expect((await run(A, slow, { session })).status).toBe(200);
    expect((await run(A, 'long', { session })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, IDLE + 500));
    expect((await run(A, 'long', { session })).status).toBe(409);
  }, 60_000);
});
