import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, differencesPage } from '../tools/differences';
import { ROOT } from './support/dist';

test.each(differences())('%s still differs as its case says', (_, difference) => {
  const observed = difference.run();
  expect(observed).toEqual(difference.here);
  expect(observed).not.toEqual(difference.cpython);
});

test('the page is made from the cases', () => {
  expect(readFileSync(join(ROOT, 'docs', 'differences.md'), 'utf8')).toBe(differencesPage());
});
