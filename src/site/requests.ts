import type { IncomingMessage } from 'node:http';
import Ajv from 'ajv';
import { RequestError } from './request-error';

/*
 * What a page may send, checked before anything is done with it.
 */

/** Bytes of a request's body. */
const MOST_BODY = 4 * 2 ** 20;

export interface RunBody {
  /** The id of a cell of the lesson. */
  readonly id: string;
  readonly code: string;
  /** The session that the page has run in; left out by a page that has run nothing yet. */
  readonly session?: number;
}

export interface CodeBody {
  /** The learner's code by cell id. */
  readonly cells: Readonly<Record<string, string>>;
}

const ajv = new Ajv();

const isRun = ajv.compile<RunBody>({
  type: 'object',
  properties: { id: { type: 'string' }, code: { type: 'string' }, session: { type: 'integer' } },
  required: ['id', 'code'],
  additionalProperties: false,
});

const isCode = ajv.compile<CodeBody>({
  type: 'object',
  properties: { cells: { type: 'object', additionalProperties: { type: 'string' } } },
  required: ['cells'],
  additionalProperties: false,
});

/** @throws RequestError 400 */
export function runBody(body: unknown): RunBody {
  if (isRun(body)) return body;
  throw new RequestError(400, `a run takes { id, code }: ${ajv.errorsText(isRun.errors)}`);
}

/** @throws RequestError 400 */
export function codeBody(body: unknown): CodeBody {
  if (isCode(body)) return body;
  throw new RequestError(400, `this takes { cells }: ${ajv.errorsText(isCode.errors)}`);
}

/** The JSON of a request; undefined when it has no body. @throws RequestError 400, 413 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const tooLarge = new RequestError(413, `a request may have ${MOST_BODY} bytes`);
  if (Number(request.headers['content-length']) > MOST_BODY) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  // To the end, for a connection that is cut in the middle gets no answer.
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= MOST_BODY) chunks.push(chunk as Buffer);
  }
  if (length > MOST_BODY) throw tooLarge;
  if (length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    throw new RequestError(400, `the request is not JSON: ${(error as Error).message}`);
  }
}

/** What a request asks for. */
export interface Target {
  readonly path: string;
  /** As it was sent. */
  readonly encodedPath: string;
  readonly query: URLSearchParams;
}

/** @throws RequestError 400 */
export function target(request: IncomingMessage): Target {
  const [, encodedPath = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '')!;
  let path: string;
  try {
    path = decodeURIComponent(encodedPath);
  } catch {
    throw new RequestError(400, 'the path has a % that encodes nothing');
  }
  if (!path.startsWith('/') || path.includes('\0'))
    throw new RequestError(400, 'the path must begin with / and have no zero byte in it');
  return { path, encodedPath, query: new URLSearchParams(query) };
}
