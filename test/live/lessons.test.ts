import { CHROMIUM } from '../support/dist';
import { runLesson } from './lessons';

(CHROMIUM ? test : test.skip).each(['01-allocator-layers.ipynb'])(
  'the cells of %s show in a worker what `heaplab run` shows, charts included',
  async (name) => {
    const { cells, charts } = await runLesson(name);
    expect(charts).toBeGreaterThan(3);
    for (const { code, worker, kernel } of cells) expect([code, worker]).toEqual([code, kernel]);
  },
  180_000,
);
