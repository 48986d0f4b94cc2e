import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN, ROOT } from '../support/dist';
import { quickest } from '../support/quickest';
import { SITE, start, stop } from '../support/site';

let site: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  site = await start('--port', '18765');
}, 60_000);
afterAll(async () => {
  expect(await stop(site.child)).toBe(0);
});

test('a lesson can be read soon after the start', async () => {
  const soon = await quickest(3000, async () => {
    const before = performance.now();
    const { child, url } = await start('--port', '18766');
    await fetch(`${url}lessons/02-pymalloc.html`);
    const time = performance.now() - before;
    await stop(child);
    return time;
  });
  expect(soon).toBeLessThan(3000);
});

test('serves the lessons on 127.0.0.1, isolated, and nothing beside them', async () => {
  const response = await fetch(`${site.url}lessons/02-pymalloc.html`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(await response.text()).toContain('pymalloc: where small objects live');
  const nowhere = await fetch(`${site.url}nowhere`);
  expect(nowhere.status).toBe(404);
  expect(await nowhere.text()).toContain('No page here');
  for (const path of ['..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', 'lessons'])
    expect((await fetch(`${site.url}${path}`)).status).toBe(404);
  const tag = response.headers.get('etag')!;
  const again = await fetch(response.url, { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
});

test('nothing can be run by a request', async () => {
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await fetch(`${site.url}api/02-pymalloc/run`, { method })).status).toBe(405);
  const sources = readdirSync(join(ROOT, 'src', 'site')).filter((name) => /server/.test(name));
  expect(sources).toEqual(['server.ts']);
  const server = readFileSync(join(ROOT, 'src', 'site', 'server.ts'), 'utf8');
  expect([...server.matchAll(/from '(.+)'/g)].map(([, from]) => from)).toEqual([
    'node:fs',
    'node:fs/promises',
    'node:http',
    'node:path',
  ]);
});

test('a request under another name is refused', async () => {
  const { port } = new URL(site.url);
  const answer = execFileSync(
    process.execPath,
    [
      '-e',
      `require('http').get({ port: ${port}, headers: { host: 'evil.example' } }, (r) => console.log(r.statusCode))`,
    ],
    { encoding: 'utf8' },
  );
  expect(answer.trim()).toBe('403');
});

test('a taken port moves on to a free one, and a wrong one is refused', async () => {
  const taken = createServer().listen(18790, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const other = await start('--port', '18790');
  expect(Number(new URL(other.url).port)).toBeGreaterThan(18790);
  expect(await stop(other.child)).toBe(0);
  taken.close();
  const wrong = spawn(process.execPath, [BIN, 'start', '--port', 'x'], { stdio: 'ignore' });
  expect(await new Promise((resolve) => wrong.once('exit', resolve))).toBe(2);
});

describe('heaplab site', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const site = (...args: string[]) =>
    spawnSync(process.execPath, [BIN, 'site', ...args], { encoding: 'utf8' });

  test('writes the pages, and writes them again over older ones', () => {
    const out = join(folder, 'site');
    for (let i = 0; i < 2; i++)
      expect(site('-o', out)).toMatchObject({ status: 0, stdout: `${out}\n` });
    expect(readdirSync(out).sort()).toEqual(readdirSync(SITE).sort());
  });

  test('refuses a folder with other files, and to write nowhere', () => {
    writeFileSync(join(folder, 'own.txt'), 'mine');
    const { status, stderr } = site('-o', folder);
    expect(status).toBe(2);
    expect(stderr).toContain('has other files in it');
    expect(site().status).toBe(2);
  });
});
