import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { RequestError } from './request-error';
import type { Target } from './requests';

/*
 * Who may use the server: the browser that was given the token. The token is in the URL that is
 * printed, and from then on in a cookie that no script can read and no other site can send.
 */

const NO_TOKEN =
  'This needs the token of the server: open the whole URL that heaplab start printed, with ?token= in it. ' +
  'Each start has a token of its own.';

/** Where a browser that brought the token goes on, and what it keeps. */
export interface Admission {
  readonly location: string;
  readonly cookie: string;
}

export class Access {
  constructor(
    private readonly token: string,
    private readonly port: number,
  ) {}

  /** The cookie's name: a host's cookies are sent to all its ports, and other servers run there. */
  private get cookie(): string {
    return `heaplab-${this.port}`;
  }

  /**
   * Refuses other names of this host: pages from a name that somebody else's DNS server sends here
   * would be of one origin with ours. @throws RequestError 403
   */
  checkHost({ headers: { host } }: IncomingMessage): void {
    if (host !== `127.0.0.1:${this.port}` && host !== `localhost:${this.port}`)
      throw new RequestError(403, `this server answers to 127.0.0.1:${this.port} only`);
  }

  /** Where to go on when the query has the token: to a URL without it, which may stay in the history. */
  admission(
    { headers: { host } }: IncomingMessage,
    { encodedPath, query }: Target,
  ): Admission | undefined {
    const given = query.get('token');
    if (given === null || !this.isToken(given)) return undefined;
    const rest = new URLSearchParams(query);
    rest.delete('token');
    return {
      location: `http://${host}${encodedPath}${rest.size > 0 ? `?${rest}` : ''}`,
      cookie: `${this.cookie}=${this.token}; HttpOnly; SameSite=Strict; Path=/`,
    };
  }

  /** Refuses who has no token, and what other pages in the same browser send. @throws RequestError 403 */
  check({ method, headers }: IncomingMessage): void {
    const { host, origin, cookie = '' } = headers;
    const from = headers['sec-fetch-site'] ?? 'same-origin';
    if (
      method === 'POST' &&
      (from !== 'same-origin' || (origin ?? `http://${host}`) !== `http://${host}`)
    )
      throw new RequestError(403, "only this server's own pages may send anything to it");
    const named = `${this.cookie}=`;
    const values = cookie.split(/; */).filter((pair) => pair.startsWith(named));
    if (!values.some((pair) => this.isToken(pair.slice(named.length))))
      throw new RequestError(403, NO_TOKEN);
  }

  /** Takes the same time whatever is wrong. */
  private isToken(given: string): boolean {
    return timingSafeEqual(digest(given), digest(this.token));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
