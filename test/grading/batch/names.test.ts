import { join } from 'node:path';
import fc from 'fast-check';
import { handedIn, pageNames, tidy, uniqueNames } from '../../../src/grading/batch/names';
import { type Enrolled, readRoster } from '../../../src/grading/batch/roster';
import { Who } from '../../../src/grading/batch/who';
import { put, scratch } from '../../support/batches';

const at = (path: string, above = '/batch') => ({
  path: `${above}/${path}`,
  parts: path.split('/'),
  above,
});

test.each([
  ['ann.ipynb', { name: 'ann' }],
  ['Mu\u0308ller.ipynb', { name: 'Müller' }],
  ['王.ipynb', { name: '王' }],
  ['🦊 fox.IPYNB', { name: '🦊 fox' }],
  ['ann/02-pymalloc.ipynb', { name: 'ann' }],
  ['ann/week 1/x.ipynb', { name: 'ann' }],
  ['submitted/ann/ps1/x.ipynb', { name: 'ann' }],
  ['course/submitted/ann/ps1/x.ipynb', { name: 'ann' }],
  ['Anna Müller_123_assignsubmission_file_/x.ipynb', { name: 'Anna Müller', id: '123' }],
  ['Anna Müller_123_assignsubmission_file/x.ipynb', { name: 'Anna Müller', id: '123' }],
  ['Anna Müller_123_assignsubmission_file_x.ipynb', { name: 'Anna Müller', id: '123' }],
  ['o_neill_9_assignsubmission_file_/a/b.ipynb', { name: 'o_neill', id: '9' }],
  ['mulleranna_12345_67890_hw-1.ipynb', { name: 'mulleranna', id: '12345' }],
  ['mulleranna_LATE_12345_67890_hw.ipynb', { name: 'mulleranna', id: '12345', late: true }],
  ['a\u202eb\n c.ipynb', { name: 'ab c' }],
  ['.ipynb', { name: '(no name)' }],
])(
  '%j is from %j',
  (path, { late = false, ...learner }: { name: string; id?: string; late?: boolean }) => {
    expect(handedIn(at(path))).toMatchObject({ learner: { id: undefined, ...learner }, late });
  },
);

test("nbgrader's folder is known above the one that was given", () => {
  expect(handedIn(at('ps1/x.ipynb', '/c/submitted/ann')).learner.name).toBe('ann');
  expect(handedIn(at('x.ipynb', '/c/submitted/ann/ps1')).learner.name).toBe('ann');
  expect(handedIn(at('bob.ipynb', '/c/submitted')).learner.name).toBe('bob');
});

describe('a roster', () => {
  const folder = scratch();
  const enrolled: Enrolled[] = [
    { id: 's1', name: 'Anna Müller' },
    { id: 's2', name: 'Bob Ray' },
    { id: '77', name: 'Jo Li' },
    { id: '78', name: 'Jo Li' },
    { id: '123', name: 'Somebody Else' },
  ];
  const who = new Who(enrolled);
  const of = (path: string) => who.of(at(path));

  test.each([
    ['Anna Müller_123_assignsubmission_file_/x.ipynb', 's1'],
    ['mulleranna_5_6_x.ipynb', 's1'],
    ['müller, anna.ipynb', 's1'],
    ['S1.ipynb', 's1'],
    ['week 1/bob ray.ipynb', 's2'],
    ['submitted/s2/ps1/x.ipynb', 's2'],
    ['Jo Li_77_assignsubmission_file_/x.ipynb', '77'],
    ['anything_78_999_x.ipynb', '78'],
  ])('%s is %s', (path, id) => {
    expect(of(path)).toMatchObject({ known: true, learner: { id } });
  });

  test.each([
    'nobody.ipynb',
    'Jo Li.ipynb',
    'Eve_123_assignsubmission_file_/x.ipynb',
    'Eve_9_assignsubmission_file_/s2.ipynb',
    'submitted/eve/ps1/s2.ipynb',
  ])('%s is nobody of it', (path) => {
    expect(of(path).known).toBe(false);
  });

  test('is read with any separator, order and other columns', () => {
    const path = put(join(folder, 'r.csv'), '\ufeffMail;NAME; id \r\nx;"Zed; ""Z""";9\r\nx;y;\r\n');
    expect(() => readRoster(path)).toThrow(/no id in row 2/);
    put(path, '\ufeffMail;NAME; id \r\nx;"Zed; ""Z""";9\r\n\r\n');
    expect(readRoster(path)).toEqual([{ id: '9', name: 'Zed; "Z"' }]);
  });

  test.each([
    ['mail,name\nx,y\n', /no column id/],
    ['', /no column id and no column name/],
    ['id,name\n1,a\n1,b\n', /the id 1 twice/],
    ['id,name\n1,"a\n', /broken in row/],
  ])('%j is refused', (text, why) => {
    expect(() => readRoster(put(join(folder, 'bad.csv'), text))).toThrow(why);
  });
});

test('learners of one name are told apart by their ids', () => {
  const two = new Map([
    ['a', { name: 'Jo Li', id: '1' }],
    ['b', { name: 'Jo Li', id: '2' }],
    ['c', { name: 'Li Jo', id: '3' }],
  ]);
  expect([...uniqueNames(two).values()]).toEqual(['Jo Li (1)', 'Jo Li (2)', 'Li Jo']);
});

describe('pages', () => {
  const pages = (...names: string[]) => [
    ...pageNames(new Map(names.map((name, i) => [String(i), name]))).values(),
  ];

  test('keep names in any script', () => {
    expect(pages('Müller', 'Möller', '王', 'Zoë O’Neill')).toEqual([
      'Müller.html',
      'Möller.html',
      '王.html',
      'Zoë O’Neill.html',
    ]);
  });

  test('are told apart where a file system takes two names for one', () => {
    const all = pages('ann', 'Ann', 'Mu\u0308ller', 'Müller', 'straße', 'STRASSE');
    expect(new Set(all.map((page) => page.normalize('NFC').toLowerCase())).size).toBe(6);
    expect(all.every((page) => /-[0-9a-f]{12}\.html$/.test(page))).toBe(true);
  });

  test('are safe whatever a learner is called', () => {
    const parts = [
      '.',
      '..',
      '/',
      '\\',
      'con',
      'NUL',
      'aux.x',
      '-rf',
      ' ',
      '<b>',
      'ä',
      'é',
      '\u0301',
    ];
    const name = fc
      .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'grapheme' })), {
        maxLength: 60,
      })
      .map((all) => tidy(all.join('')));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), (names) => {
        const all = pages(...names);
        const folded = all.map((page) => page.normalize('NFKC').toUpperCase().toLowerCase());
        expect(new Set(folded).size).toBe(names.length);
        for (const page of all) {
          expect(Buffer.byteLength(page)).toBeLessThanOrEqual(255);
          expect(page).toMatch(/^[\p{L}\p{N}][^/\\<>:"|?*\p{Cc}]*\.html$/u);
          expect(page).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
        }
      }),
    );
  });
});

// What is below the folder that says who somebody is was named by that somebody.
test.each([
  ['submitted/bob/ps1/Ann_99_assignsubmission_file_.ipynb', 'bob'],
  ['submitted/bob/ps1/ann_7_8_x.ipynb', 'bob'],
  ['submitted/bob/ps1/submitted/ann/ps1/y.ipynb', 'bob'],
  ['bob/ann_7_8_x.ipynb', 'bob'],
  ['bob/Ann_99_assignsubmission_file_/x.ipynb', 'bob'],
])('%s is from %s', (path, name) => {
  expect(handedIn({ path, parts: path.split('/'), above: '/handed-in' }).learner.name).toBe(name);
});
