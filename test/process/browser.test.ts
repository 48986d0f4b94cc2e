import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Browser } from 'playwright-core';
import { boot } from '../../src';
import { openBrowser } from '../support/browser';
import { CHROMIUM, ROOT } from '../support/dist';

/** What the worker does: boots, builds a million ints, reads RSS, and frees them. */
const WORKER = `
import { Process } from ${JSON.stringify(join(ROOT, 'src', 'process'))};
import { versionOf } from ${JSON.stringify(join(ROOT, 'src', 'versions'))};
const p = new Process(versionOf('3.12'), { size: 2 ** 28 });
const before = p.status().VmRSS;
const list = p.PyList_FromRange(10_000_000, 11_000_000);
const after = p.status().VmRSS;
const size = p.sys.getsizeof(list);
p.Py_DECREF(list);
postMessage({ before, after, size, deleted: p.status().VmRSS, collected: p.gc.collect() });
`;

const withBrowser = CHROMIUM ? describe : describe.skip;

withBrowser('in a browser worker', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);

  afterAll(() => browser?.close());

  test('a process boots, holds a million ints, and its RSS is the same as here', async () => {
    const { outputFiles } = buildSync({
      stdin: { contents: WORKER, resolveDir: ROOT, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    });
    const page = await browser.newPage();
    const result = await page.evaluate(
      (source) =>
        new Promise<Record<string, number>>((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob([source])));
          worker.onmessage = (event) => resolve(event.data);
          worker.onerror = (event) => reject(new Error(event.message));
        }),
      outputFiles[0]!.text,
    );
    await page.close();
    const p = boot('3.12', { size: 2 ** 28 });
    const before = p.status().VmRSS;
    const list = p.PyList_FromRange(10_000_000, 11_000_000);
    const after = p.status().VmRSS;
    p.Py_DECREF(list);
    expect(result).toEqual({
      before,
      after,
      size: 8_000_056,
      deleted: p.status().VmRSS,
      collected: 0,
    });
  });
});
