import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { start, stop } from '../support/site';
import { WebDriver } from '../support/webdriver';
import { testTour } from './tour';

/* WebKitGTK: Debian's webkit2gtk-driver, which brings its MiniBrowser, on a screen of Xvfb's. */

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';
const BROWSER = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)
  .find((path) => existsSync(path));
const DISPLAY = ':187';
const PORT = 18847;

const there = existsSync(DRIVER) && existsSync(SCREEN) && BROWSER !== undefined;
(there ? describe : describe.skip)('in WebKit', () => {
  const children: ChildProcess[] = [];
  let server: Awaited<ReturnType<typeof start>>;
  let driver: WebDriver | undefined;
  beforeAll(async () => {
    children.push(spawn(SCREEN, [DISPLAY, '-screen', '0', '1400x1000x24'], { stdio: 'ignore' }));
    const env = {
      ...process.env,
      DISPLAY,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      // As in Chromium and Firefox under root: the browser sees only our own pages.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    };
    children.push(spawn(DRIVER, [`--port=${PORT}`], { env, stdio: 'ignore' }));
    server = await start('--port', '18846');
    const url = `http://127.0.0.1:${PORT}`;
    const ready = (): Promise<boolean> =>
      fetch(`${url}/status`).then(
        ({ ok }) => ok && existsSync(`/tmp/.X11-unix/X${DISPLAY.slice(1)}`),
        () => false,
      );
    while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 100));
    driver = await WebDriver.start(url, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] },
    });
  }, 120_000);
  afterAll(async () => {
    await driver?.quit();
    await stop(server.child);
    for (const child of children.reverse()) child.kill();
  });

  testTour(() => ({ url: server.url, visitor: driver! }));
});
