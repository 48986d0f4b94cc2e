import { CHROMIUM } from '../support/dist';
import { NOTEBOOKS } from './converters';
import { runLesson } from './lessons';

(CHROMIUM ? test : test.skip).each(NOTEBOOKS)(
  'the cells of %s show in a worker what `heaplab run` shows, charts included',
  async (name) => {
    const { cells } = await runLesson(name);
    expect(cells.length).toBeGreaterThan(20);
    for (const { code, worker, kernel } of cells) expect([code, worker]).toEqual([code, kernel]);
  },
  600_000,
);
