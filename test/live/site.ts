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

const PAGE = `<!doctype html><title>Lab</title><script type="module">
import * as client from './live/client.js';
Object.assign(globalThis, { client });
</script>`;

/** Headers of the way that cells are stopped by: see LiveSession. */
const HEADERS = {
  flag: {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  },
  address: {},
  end: { 'content-security-policy': "connect-src 'self'" },
} as const;

export type Way = keyof typeof HEADERS;

/** A plain file server with a page that has the client, and dist/live below a sub-path: `/lab/`. */
export async function serveLive(way: Way): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/lab\//, '').replace(/\?.*/, '');
    const file = join(LIVE, path.replace(/^live\//, ''));
    const found = path.startsWith('live/') && existsSync(file);
    const body = path === '' ? PAGE : undefined;
    response.writeHead(body !== undefined || found ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'text/plain',
      ...HEADERS[way],
    });
    response.end(body ?? (found ? readFileSync(file) : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab/` };
}
