import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { out, print, wholeNumber } from './output';

interface StartOptions {
  readonly open: boolean;
  readonly port: string;
}

const DEFAULT_PORT = '8765';

export function addStart(program: Command): void {
  program
    .command('start', { isDefault: true })
    .description('serve the lessons as web pages on 127.0.0.1, and run their cells')
    .option('--no-open', 'do not open a browser')
    .option('--port <port>', 'the port, or the next free one after it', DEFAULT_PORT)
    .action(run);
}

async function run(options: StartOptions): Promise<void> {
  const port = wholeNumber('--port', options.port, 0, 65535);
  const { Site } = await import('../site/build');
  const { SiteServer } = await import('../site/server');
  const temporary = mkdtempSync(join(tmpdir(), 'heaplab-site-'));
  const cleanUp = (): void => rmSync(temporary, { recursive: true, force: true });
  process.once('exit', cleanUp);
  const token = randomBytes(24).toString('base64url');
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const folder = join(temporary, 'pages');
  const site = new Site(folder, { served: true, signal: interrupt.signal, onLesson: reportLesson });
  const server = new SiteServer(folder, site, { token });
  const url = `http://127.0.0.1:${await server.listen(port)}/?token=${token}`;
  print(`${out.bold('Heaplab')} is at ${out.cyan(url)}  (Ctrl-C ends it)`);
  if (options.open) openBrowser(url, join(temporary, 'open.html'));
  await new Promise<void>((resolve) => {
    interrupt.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await site.settled();
  await server.close();
  print('');
}

/** A line on stderr for each page that is made. */
export function reportLesson(lesson: string, failures: readonly { cell: { id: string } }[]): void {
  const failed = failures.map(({ cell }) => cell.id).join(', ');
  process.stderr.write(`${lesson}${failed ? `: cells failed: ${failed}` : ' is ready'}\n`);
}

/**
 * Opens the user's browser, where there is one; the URL is printed in any case.
 * @param file where a page is written that leads to the URL: everybody on this machine can read the
 * arguments of a command, and the URL has the token in it
 */
function openBrowser(url: string, file: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${url}">`, {
    mode: 0o600,
  });
  spawn(opener, [file], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
