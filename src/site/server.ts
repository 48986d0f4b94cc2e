import { realpathSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.ipynb': 'application/x-ipynb+json',
};

/**
 * With these a page is isolated, and its worker can be stopped by a flag in a SharedArrayBuffer
 * (https://web.dev/articles/coop-coep).
 */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** How long a client may take to say what it wants, milliseconds; how many may ask at once. */
const TIMEOUTS = {
  headersTimeout: 5_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
};
const MOST_CONNECTIONS = 100;

/** A request that is answered with an error; the message is shown. */
class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Serves the files of a folder on 127.0.0.1, and does nothing else: cells run in the browser. */
export class SiteServer {
  private readonly server: Server;
  private port = 0;

  private readonly folder: string;

  constructor(folder: string) {
    this.folder = realpathSync(folder);
    this.server = createServer(TIMEOUTS, (request, response) => {
      this.handle(request, response).catch((error: Error) => {
        const status = error instanceof RequestError ? error.status : 500;
        response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
        response.end(error.message);
      });
    });
    this.server.maxConnections = MOST_CONNECTIONS;
  }

  /** Listens on `port`, or the next free one after it; returns the port. */
  async listen(port: number): Promise<number> {
    for (let candidate = port; ; candidate = candidate >= 65535 ? 0 : candidate + 1) {
      try {
        await new Promise<void>((resolve, reject) => {
          this.server.once('error', reject);
          this.server.listen(candidate, '127.0.0.1', () => {
            this.server.removeListener('error', reject);
            resolve();
          });
        });
        this.port = (this.server.address() as { port: number }).port;
        return this.port;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      }
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host, 'if-none-match': known } = request.headers;
    if (host !== `127.0.0.1:${this.port}` && host !== `localhost:${this.port}`) {
      throw new RequestError(403, 'this server answers on 127.0.0.1 only');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new RequestError(405, 'GET or HEAD: nothing runs here');
    const pathname = pathOf(request.url);
    // A link in the folder could lead out of it.
    const file = await realpath(join(this.folder, pathname.replace(/\/$/, '/index.html'))).catch(
      () => '',
    );
    const inside = file.startsWith(this.folder + sep);
    const found = inside ? await stat(file).catch(() => undefined) : undefined;
    const missing = !found?.isFile();
    const shown = missing ? join(this.folder, '404.html') : file;
    const content = await readFile(shown).catch(() => {
      throw new RequestError(404, `no page ${pathname}`);
    });
    const tag = found && `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`;
    const headers = {
      'content-type': TYPES[extname(shown)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "frame-ancestors 'none'",
      ...ISOLATED,
      ...(tag && { etag: tag }),
    };
    if (tag !== undefined && known === tag) {
      response.writeHead(304, headers);
      response.end();
      return;
    }
    response.writeHead(missing ? 404 : 200, headers);
    const body = missing ? fromDepth(content.toString(), pathname) : content;
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

/** The path that a request asks for, decoded. @throws RequestError */
function pathOf(url = '/'): string {
  try {
    const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname);
    if (!path.includes('\0')) return normalize(path);
  } catch {
    // Refused below.
  }
  throw new RequestError(400, 'the address of the request is not one');
}

/** A page of the top folder as it has to be for an address in another: its own links go up from there. */
function fromDepth(html: string, pathname: string): string {
  const up = '../'.repeat(pathname.split('/').length - 2);
  return html.replace(
    /((?:href|src|data-root)="|&quot;root&quot;:&quot;)(?!#|https?:)/g,
    `$1${up}`,
  );
}
