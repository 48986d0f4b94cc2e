import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { ROOT } from '../support/dist';

const LIVE = join(ROOT, 'dist', 'live');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '': 'text/html',
};

/** A service worker that answers what workers ask, and nothing else. */
const SERVICE = `
import { answerStops } from './live/stop-service.js';
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => answerStops(event));
addEventListener('message', (event) => answerStops(event));
`;

const PAGE = `<!doctype html><title>Lab</title><script type="module">
import * as client from './live/client.js';
Object.assign(globalThis, { client });
</script>`;

/** A plain file server with a page that has the client, and dist/live below a sub-path: `/lab/`. */
export async function serveLive(isolated: boolean): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/lab\//, '').replace(/\?.*/, '');
    const file = join(LIVE, path.replace(/^live\//, ''));
    const found = path.startsWith('live/') && existsSync(file);
    const body = path === '' ? PAGE : path === 'sw.js' ? SERVICE : undefined;
    response.writeHead(body !== undefined || found ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'text/plain',
      ...(isolated && {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      }),
    });
    response.end(body ?? (found ? readFileSync(file) : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab/` };
}
