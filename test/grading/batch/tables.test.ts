import Papa from 'papaparse';
import { gradesCsv, totalsCsv } from '../../../src/grading/batch/csv';
import { feedbackPage } from '../../../src/grading/batch/pages';
import { type Settled, standing } from '../../../src/grading/batch/standing';
import { Who } from '../../../src/grading/batch/who';
import { gradeOf } from '../../support/batches';

/** A notebook with these points, or a reason why it has none. */
function settled(file: string, outcome: number | string, lesson = '02-pymalloc'): Settled {
  const place = { path: `/batch/${file}`, parts: file.split('/'), above: '/batch' };
  const result = typeof outcome === 'number' ? gradeOf(outcome, lesson) : undefined;
  const problem = typeof outcome === 'string' ? outcome : undefined;
  const rest = { at: '2026-01-01T00:00:00Z', sha256: file, seconds: 1, passing: false };
  return { place, attempt: { ...place, ...rest, result, problem } };
}

const stand = (...all: Settled[]) => standing(all, new Who(undefined));

describe('of several notebooks', () => {
  test('of one lesson the best counts, and of equal ones the one in time', () => {
    const { rows, learners } = stand(
      settled('ann/a.ipynb', 1),
      settled('ann/b.ipynb', 3),
      settled('ann/c.ipynb', 3),
      settled('ann/d.ipynb', 'it is empty'),
      settled('li_LATE_10_11_x.ipynb', 2),
      settled('li_10_12_x-1.ipynb', 2),
    );
    const counting = rows.filter(({ counts }) => counts).map(({ file }) => file);
    expect(counting).toEqual(['ann/b.ipynb', 'li_10_12_x-1.ipynb']);
    expect(learners).toMatchObject([
      {
        learner: 'ann',
        points: 3,
        of: 4,
        notes: [
          'ann/a.ipynb does not count: another of 02-pymalloc does',
          'ann/c.ipynb does not count: another of 02-pymalloc does',
          'ann/d.ipynb not graded: it is empty',
        ],
      },
      { learner: 'li', points: 2 },
    ]);
  });

  test('for different lessons all count', () => {
    const { learners } = stand(
      settled('ann/a.ipynb', 1),
      settled('ann/b.ipynb', 2, '03-free-lists'),
    );
    expect(learners).toMatchObject([{ points: 3, of: 8, lessons: [{}, {}], page: 'ann.html' }]);
  });

  test('two participants whom a roster makes one are noted', () => {
    const who = new Who([{ id: 's1', name: 'Jo Li' }]);
    const two = [1, 2].map((n) => settled(`Jo Li_${n}_assignsubmission_file_/x.ipynb`, n));
    expect(standing(two, who).learners[0]!.notes[0]).toMatch(/several participants/);
    expect(standing(two.slice(1), who).learners[0]!.notes).toEqual([]);
  });
});

test('cells that a spreadsheet would run are texts in the tables, and read back whole', () => {
  const names = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '＝1', 'a,"b";c', 'Müller'];
  const { rows, learners } = stand(
    ...names.map((name) => settled(`${name.replaceAll('/', '_')}.ipynb`, '=1+1\n=cmd')),
  );
  for (const text of [gradesCsv(rows), totalsCsv(learners)]) {
    expect(text.startsWith('\ufeff"learner","id",')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1).trimEnd());
    expect(errors).toEqual([]);
    expect(new Set(data.map((row) => row.length)).size).toBe(1);
    for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    expect(data.map(([learner]) => learner)).toEqual(
      expect.arrayContaining(['\'=HYPERLINK("http:__x","y")', "'-1", 'Müller', 'a,"b";c']),
    );
  }
});

test('a page has the checks, no seed, and nothing that a browser would run', () => {
  const evil = '<img src=x onerror=alert(1)>';
  const { rows, learners } = stand(
    settled(`${evil}/"'><script>.ipynb`, 2),
    settled(`${evil}/b.ipynb`, evil),
  );
  const html = feedbackPage(learners[0]!, rows);
  expect(html).not.toMatch(/<(img|script)/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('02-pymalloc: 2 of 4 points');
  expect(html).toContain('could not be graded');
});
