import { spawn } from 'node:child_process';
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
    .description('serve the lessons as web pages on 127.0.0.1')
    .option('--no-open', 'do not open a browser')
    .option('--port <port>', 'the port, or the next free one after it', DEFAULT_PORT)
    .action(run);
}

async function run(options: StartOptions): Promise<void> {
  const port = wholeNumber('--port', options.port, 0, 65535);
  const { builtSite } = await import('../site/lessons');
  const { SiteServer } = await import('../site/server');
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const server = new SiteServer(builtSite());
  const url = `http://127.0.0.1:${await server.listen(port)}/`;
  print(`${out.bold('Heaplab')} is at ${out.cyan(url)}  (Ctrl-C ends it)`);
  if (options.open) openBrowser(url);
  await new Promise<void>((resolve) => {
    interrupt.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  print('');
}

/** Opens the user's browser, where there is one; the URL is printed in any case. */
function openBrowser(url: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
