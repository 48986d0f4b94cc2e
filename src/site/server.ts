import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { grade } from '../grading/grader';
import { loadLessons } from '../grading/lessons';
import { CellRunner } from '../kernel/headless';
import { formatNotebook, type Notebook, type NotebookCell } from '../kernel/notebook';
import type { Site, SiteLesson } from './build';
import { outputsHtml } from './render';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.ipynb': 'application/x-ipynb+json',
};

/** Vega compiles its expressions, which a browser calls eval. */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** How long a page that is being made is waited for before the browser is told so, milliseconds. */
const PATIENCE = 500;

const MOST_BODY = 4 * 2 ** 20;

interface RunBody {
  readonly id: string;
  readonly code: string;
}

interface CodeBody {
  /** The learner's code by cell id. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A request that is answered with an error; the message is shown. */
class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Serves the pages on 127.0.0.1 and runs the cells that a page sends: one session a lesson. Only a
 * page that carries the token may run anything, and only under this host's own name, so that no
 * other site in the same browser can.
 */
export class SiteServer {
  private readonly server: Server;
  private readonly sessions = new Map<string, CellRunner>();
  private port = 0;

  constructor(
    private readonly folder: string,
    private readonly site: Site,
    private readonly token: string,
  ) {
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: Error) => {
        const status = error instanceof RequestError ? error.status : 500;
        response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
        response.end(error.message);
      });
    });
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
    await Promise.all([...this.sessions.values()].map((session) => session.close()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host } = request.headers;
    if (host !== `127.0.0.1:${this.port}` && host !== `localhost:${this.port}`) {
      throw new RequestError(403, 'this server answers on 127.0.0.1 only');
    }
    const { pathname } = new URL(request.url ?? '/', `http://${host}`);
    if (request.method === 'POST') return this.api(pathname, request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new RequestError(405, 'GET or POST');
    return this.file(pathname, response);
  }

  private async file(pathname: string, response: ServerResponse): Promise<void> {
    const path = normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
    const lesson = /^\/lessons\/([\w-]+)\.html$/.exec(path)?.[1];
    if (lesson !== undefined) {
      await Promise.race([this.site.page(lesson), setTimeout(PATIENCE)]);
      const waiting = this.site.waiting(lesson);
      if (waiting) {
        response.writeHead(202, { 'content-type': TYPES['.html'], 'cache-control': 'no-store' });
        response.end(waiting);
        return;
      }
    }
    let content: Buffer;
    try {
      content = await readFile(join(this.folder, path));
    } catch {
      throw new RequestError(404, `no page ${pathname}`);
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(content);
    if (lesson !== undefined || path === '/index.html') this.site.ahead(lesson ?? '');
  }

  private async api(
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (request.headers['x-heaplab-token'] !== this.token) {
      throw new RequestError(403, 'reload the page: it belongs to another run of heaplab start');
    }
    const [, , name, action] = pathname.split('/');
    const lesson = this.site.lessons.find((candidate) => candidate.name === name);
    if (!pathname.startsWith('/api/') || !lesson) throw new RequestError(404, `no lesson ${name}`);
    const body = JSON.parse((await readBody(request)) || '{}');
    const answer = await this.act(lesson, action ?? '', body);
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(answer));
  }

  private async act(
    lesson: SiteLesson,
    action: string,
    body: RunBody & CodeBody,
  ): Promise<unknown> {
    switch (action) {
      case 'run': {
        const cell: NotebookCell = {
          id: body.id,
          cell_type: 'code',
          source: body.code,
          metadata: {},
        };
        const failed = (await this.session(lesson.name).run(cell)) !== undefined;
        return { count: cell.execution_count, failed, html: outputsHtml(cell.outputs ?? []) };
      }
      case 'interrupt':
        this.sessions.get(lesson.name)?.interrupt();
        return {};
      case 'restart':
        await this.sessions.get(lesson.name)?.close();
        this.sessions.delete(lesson.name);
        return {};
      case 'notebook':
        return {
          name: `${lesson.name}.ipynb`,
          text: formatNotebook(withCode(lesson.source, body.cells)),
        };
      case 'grade': {
        const known = loadLessons().find((candidate) => candidate.name === lesson.name);
        if (!known) throw new RequestError(404, `${lesson.name} has no exercises`);
        return grade(withCode(lesson.source, body.cells), known);
      }
      default:
        throw new RequestError(404, `no action ${action}`);
    }
  }

  private session(lesson: string): CellRunner {
    const existing = this.sessions.get(lesson);
    if (existing) return existing;
    const created = new CellRunner({ folder: this.folder });
    this.sessions.set(lesson, created);
    return created;
  }
}

function withCode(source: Notebook, code: Readonly<Record<string, string>>): Notebook {
  const notebook = structuredClone(source);
  for (const cell of notebook.cells) {
    const own = code[cell.id];
    if (cell.cell_type === 'code' && typeof own === 'string') cell.source = own;
  }
  return notebook;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > MOST_BODY) throw new RequestError(413, 'the request is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
