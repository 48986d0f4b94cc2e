import { join } from 'node:path';
import { readNotebook } from '../../src/kernel/notebook';
import { neededCells } from '../../src/live/needed-cells';
import type { Ran } from '../kernel/engine-suite';
import { CHROMIUM, ROOT } from '../support/dist';
import { LivePage } from './chromium';
import { NOTEBOOKS } from './converters';

/** What a cell showed, without the numbers of cells and displays. */
function shown({ outputs, error }: Ran): string {
  const plain = outputs.map((output) => ({ ...output, displayId: undefined }));
  return JSON.stringify([plain, error]).replace(/([Cc]ell) \d+/g, '$1');
}

(CHROMIUM ? test : test.skip).each(NOTEBOOKS)(
  'each cell of %s shows after the cells it needs what it shows after all of them',
  async (name) => {
    const { cells } = readNotebook(join(ROOT, 'notebooks', name));
    const sources = cells
      .filter(({ cell_type }) => cell_type === 'code')
      .map(({ source }) => source);
    const page = await LivePage.open('flag');
    try {
      const all: string[] = [];
      for (const source of sources) all.push(shown(await page.run(source)));
      for (const [index, source] of sources.entries()) {
        await page.page.evaluate('lab.session.restart()');
        for (const needed of neededCells(sources, index)) await page.run(sources[needed]!);
        expect([source, shown(await page.run(source))]).toEqual([source, all[index]]);
      }
    } finally {
      await page.close();
    }
  },
  900_000,
);
