import { engineSuite, sleep, textOf } from '../kernel/engine-suite';
import { CHROMIUM } from '../support/dist';
import { LivePage } from './chromium';
import type { Way } from './site';

const inChromium = CHROMIUM ? describe : describe.skip;

inChromium('the cell engine in a worker of an isolated page', () => {
  let page: LivePage;
  engineSuite(async () => {
    page = await LivePage.open('flag');
    return page;
  }, 1000);

  test('input() asks the page', async () => {
    const { outputs } = await page.run("import { input } from 'heaplab';\nawait input('name? ')");
    expect(outputs).toMatchObject([{ data: { 'text/plain': "'name? answered'" } }]);
  });

  test('a restart forgets variables; what is imported but not there is named', async () => {
    await page.run('const gone = 1;');
    await page.page.evaluate('lab.session.restart()');
    expect((await page.run('gone')).error?.evalue).toContain("Cannot find name 'gone'");
    expect((await page.run("await import('fs' as string)")).error?.evalue).toContain(
      "'fs' cannot be imported here",
    );
  });
});

inChromium('in a worker that may read no address of a blob', () => {
  let page: LivePage;
  beforeAll(async () => {
    page = await LivePage.open('end');
  }, 60_000);
  afterAll(() => page.close());

  test('several processes lie in one page, all at the addresses of Node', async () => {
    const { outputs } = await page.run(
      "import { boot } from 'heaplab';\nconst ps = Array.from({ length: 20 }, () => boot('3.12'));\n[...new Set(ps.map((p) => p.PyObject_Malloc(28).toString(16)))].join()",
    );
    expect(outputs).toMatchObject([{ data: { 'text/plain': "'7ffff78fc030'" } }]);
  });

  test('without a way to stop, the worker is ended and says that variables are gone', async () => {
    await page.run('const kept = 1;');
    const running = page.run('for (;;);');
    await sleep(300);
    expect((await page.stop()).how).toBe('ended');
    const { error } = await running;
    expect(error).toMatchObject({ ename: 'SessionEnded' });
    expect(error?.evalue).toContain('its variables are gone');
    expect(await page.ended()).toHaveLength(1);
    expect((await page.run('kept')).error?.evalue).toContain("Cannot find name 'kept'");
    expect((await page.run('1 + 1')).status).toBe('ok');
  });
});

/** Opens a page for one test. */
async function withPage(
  way: Way,
  test: (page: LivePage) => Promise<void>,
  options: Parameters<typeof LivePage.open>[1] = {},
): Promise<void> {
  const page = await LivePage.open(way, options);
  try {
    await test(page);
  } finally {
    await page.close();
  }
}

inChromium('in a worker', () => {
  test('cells in Python run before TypeScript is loaded; a plain host stops them by an address', () =>
    withPage('address', async (page) => {
      const { outputs } = await page.run("%%python 3.12\nprint('first', 1 + 1)");
      expect(textOf(outputs)).toBe('first 2\n');
      const workers = page.page.workers().map((worker) => worker.url());
      expect(workers.filter((url) => url.endsWith('/worker.js'))).toHaveLength(1);
      expect(workers.filter((url) => url.endsWith('typescript-worker.js'))).toHaveLength(0);
      await page.run('const kept = 1;');
      for (const loop of ['for (;;);', '%%python\nwhile True: pass']) {
        const running = page.run(loop);
        // On a busy machine the cell may not have begun yet.
        let how = 'idle';
        while (how === 'idle') {
          await sleep(100);
          ({ how } = await page.stop());
        }
        expect(how).toBe('stopped');
        expect((await running).error?.ename).toBe('Interrupted');
      }
      expect((await page.run('kept')).outputs).toMatchObject([{ data: { 'text/plain': '1' } }]);
    }));

  test('a process that finds no memory says what there is, and names a smaller example', () =>
    withPage(
      'flag',
      async (page) => {
        const { error } = await page.run('%%python\nx = list(range(10_000_000))');
        expect(error?.ename).toBe('MemoryError');
        expect(error?.traceback.at(-1)).toBe(
          'A process of this page may use 64 MiB. A tenth of it shows the same: try 1_000_000 in place of 10_000_000. Restarting gives back what earlier cells hold.',
        );
        expect((await page.run('%%python\nlen(list(range(1_000_000)))')).status).toBe('ok');
      },
      { memory: 64 * 2 ** 20 },
    ));
});
