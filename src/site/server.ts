import { realpathSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { escapeHtml } from '../charts/html';
import { grade } from '../grading/grader';
import { loadLessons } from '../grading/lessons';
import { formatNotebook, type Notebook, type NotebookCell } from '../kernel/notebook';
import { Access, type Admission } from './access';
import type { Site, SiteLesson } from './build';
import { Line } from './line';
import { outputsHtml } from './render';
import { RequestError } from './request-error';
import { codeBody, readJson, runBody, target } from './requests';
import { IDLE, Sessions } from './sessions';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.ipynb': 'application/x-ipynb+json',
};

/** Of every answer. Vega compiles its expressions, which a browser calls eval. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** How long a page that is being made is waited for before the browser is told so, milliseconds. */
const PATIENCE = 500;

/** How long a client may take to say what it wants, milliseconds. */
const TIMEOUTS = {
  headersTimeout: 5_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
};

const MOST_CONNECTIONS = 100;

/** Gradings under way, the one that waits counted. */
const MOST_GRADINGS = 2;

export interface ServerOptions {
  /** The secret without which nothing is answered. */
  readonly token: string;
  /** How long a lesson's session without a running cell is kept, milliseconds. */
  readonly idle?: number;
  /** What grades; the grader when left out. */
  readonly gradeWith?: typeof grade;
}

/**
 * Serves the pages on 127.0.0.1 and runs the cells that a page sends, in one session a lesson. What it
 * runs can do all that its user can, so it answers those alone who have the token.
 */
export class SiteServer {
  private readonly server: Server;
  private readonly sessions: Sessions;
  private readonly grading = new Line({
    atOnce: 1,
    most: MOST_GRADINGS,
    full: 'other notebooks are being graded: try again when they are done',
  });
  private readonly folder: string;
  /** Requests that are not answered yet. */
  private readonly underWay = new Set<Promise<void>>();
  private access: Access | undefined;

  constructor(
    folder: string,
    private readonly site: Site,
    private readonly options: ServerOptions,
  ) {
    this.folder = realpathSync(folder);
    this.sessions = new Sessions(this.folder, options.idle ?? IDLE);
    this.server = createServer(TIMEOUTS, (request, response) => {
      const answered = this.handle(request, response)
        .catch((error: unknown) => answerError(response, error))
        .finally(() => this.underWay.delete(answered));
      this.underWay.add(answered);
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
        const { port: own } = this.server.address() as { port: number };
        this.access = new Access(this.options.token, own);
        return own;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      }
    }
  }

  /** Ends everything that is under way, and resolves when nothing of it is left. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await Promise.all([closed, this.sessions.close(), ...this.underWay]);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const access = this.access!;
    access.checkHost(request);
    const asked = target(request);
    const admission = request.method === 'GET' ? access.admission(request, asked) : undefined;
    if (admission) return admit(request, response, admission);
    access.check(request);
    const isApi = asked.path.startsWith('/api/');
    const allowed = isApi ? ['POST'] : ['GET', 'HEAD'];
    if (!allowed.includes(request.method!)) {
      const allow = allowed.join(', ');
      throw new RequestError(405, `${asked.path} takes ${allow} only`, { allow });
    }
    if (!isApi) return this.file(asked.path, response);
    const stop = new AbortController();
    // Also when all is said; then there is nothing left to stop.
    response.once('close', () => stop.abort());
    const result = await this.api(asked.path, await readJson(request), stop.signal);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  }

  private async file(path: string, response: ServerResponse): Promise<void> {
    const lesson = /^\/lessons\/([\w-]+)\.html$/.exec(path)?.[1];
    if (lesson !== undefined) {
      await Promise.race([this.site.page(lesson), setTimeout(PATIENCE)]);
      const waiting = this.site.waiting(lesson);
      if (waiting) {
        response.writeHead(202, { 'content-type': TYPES['.html'] });
        response.end(waiting);
        return;
      }
    }
    const name = path === '/' ? '/index.html' : path;
    const content = await readInside(this.folder, name);
    if (!content) throw new RequestError(404, `there is no page ${path}`);
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.end(content);
    if (lesson !== undefined || name === '/index.html') this.site.ahead(lesson ?? '');
  }

  private async api(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const [, name, action] = /^\/api\/([^/]*)\/([^/]*)$/.exec(path) ?? [];
    const lesson = this.site.lessons.find((candidate) => candidate.name === name);
    if (!lesson) throw new RequestError(404, `there is no lesson at ${path}`);
    switch (action) {
      case 'run': {
        const { id, code, session } = runBody(body);
        requireCell(lesson, id);
        const cell: NotebookCell = { id, cell_type: 'code', source: code, metadata: {} };
        const ran = await this.sessions.run(lesson.name, session, cell, signal);
        return { ...ran, count: cell.execution_count, html: outputsHtml(cell.outputs ?? []) };
      }
      case 'interrupt':
        this.sessions.interrupt(lesson.name);
        return {};
      case 'restart':
        await this.sessions.end(lesson.name);
        return {};
      case 'notebook':
        return { name: `${lesson.name}.ipynb`, text: formatNotebook(withCode(lesson, body)) };
      case 'grade': {
        const known = loadLessons().find((candidate) => candidate.name === lesson.name)!;
        const notebook = withCode(lesson, body);
        const { gradeWith = grade } = this.options;
        return this.grading.run(() => gradeWith(notebook, known, { signal }), signal);
      }
      default:
        throw new RequestError(404, `a lesson has no action '${action}'`);
    }
  }
}

/** Sends a browser that brought the token on to a URL without it. */
function admit(request: IncomingMessage, response: ServerResponse, admission: Admission): void {
  const { location, cookie } = admission;
  response.setHeader('set-cookie', cookie);
  if (request.headers['sec-fetch-site'] !== 'cross-site') {
    response.writeHead(303, { location }).end();
    return;
  }
  // A link in a file or on another site brought it here: browsers send no strict cookie along with what
  // such a link redirects to, but with what a page of this server leads to.
  response.writeHead(200, { 'content-type': TYPES['.html'], refresh: `0; url=${location}` });
  response.end(
    `<!doctype html><title>Heaplab</title><a href="${escapeHtml(location)}">Heaplab</a>`,
  );
}

function answerError(response: ServerResponse, error: unknown): void {
  // Who asked is gone.
  if (response.destroyed) return;
  if (!(error instanceof RequestError)) console.error(error);
  const { status, message, headers } =
    error instanceof RequestError
      ? error
      : new RequestError(500, 'the server failed: what it printed on its terminal says why');
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
  response.end(message);
}

/** A file of a folder; undefined when there is none, or when it is elsewhere behind a link. */
async function readInside(folder: string, path: string): Promise<Buffer | undefined> {
  if (path.includes('\\')) return undefined;
  try {
    const file = await realpath(join(folder, path));
    if (!file.startsWith(folder + sep) || !(await stat(file)).isFile()) return undefined;
    return await readFile(file);
  } catch {
    return undefined;
  }
}

/** @throws RequestError 404 */
function requireCell({ name, source }: SiteLesson, id: string): void {
  const found = source.cells.some((cell) => cell.id === id && cell.cell_type === 'code');
  if (!found) throw new RequestError(404, `${name} has no cell '${id.slice(0, 100)}'`);
}

/** A lesson's notebook with the code of a page. @throws RequestError 400, 404 */
function withCode(lesson: SiteLesson, body: unknown): Notebook {
  const { cells } = codeBody(body);
  for (const id of Object.keys(cells)) requireCell(lesson, id);
  const notebook = structuredClone(lesson.source);
  for (const cell of notebook.cells) {
    if (Object.hasOwn(cells, cell.id)) cell.source = cells[cell.id]!;
  }
  return notebook;
}
