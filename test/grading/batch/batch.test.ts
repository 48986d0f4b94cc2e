import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type BatchOptions, gradeBatch } from '../../../src/grading/batch/batch';
import { resultsOf, writeResults } from '../../../src/grading/batch/results';
import { handIn, journalOf, PretendedGrader, put, scratch } from '../../support/batches';

/* The batch around the grader, which is pretended here: what is kept, gone on with, and refused. */

const folder = scratch();
let count = 0;

/** A folder of notebooks that get 0, 1, 2 … points, and where its results go. */
function batch(size = 4): { readonly from: string; readonly output: string } {
  const base = join(folder, String(count++));
  for (let i = 0; i < size; i++) put(join(base, 'in', `learner ${i}.ipynb`), handIn(i));
  return { from: join(base, 'in'), output: join(base, 'out') };
}

function run(
  { from, output }: ReturnType<typeof batch>,
  grader: PretendedGrader,
  more: Partial<BatchOptions> = {},
) {
  return gradeBatch({ paths: [from], output, jobs: 1, openJob: grader.openJob, ...more });
}

test('each result is in the journal before the next one is begun', async () => {
  const place = batch();
  const seen: number[] = [];
  const grader = new PretendedGrader(async () => {
    seen.push(journalOf(place.output).length);
  });
  const result = await run(place, grader);
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(result.rows.map(({ learner, result }) => [learner, result?.earned])).toEqual([
    ['learner 0', 0],
    ['learner 1', 1],
    ['learner 2', 2],
    ['learner 3', 3],
  ]);
  expect(grader.closed).toBe(grader.opened);
});

test('an interrupted batch goes on where it was, with the same seed', async () => {
  const place = batch();
  const interrupt = new AbortController();
  const first = new PretendedGrader(async (points) => {
    if (points === 2) interrupt.abort();
  });
  const roster = ['learner 3', 'zoe'].map((name, i) => ({ name, id: `s${i}` }));
  const begun = await run(place, first, { signal: interrupt.signal, roster });
  expect(begun).toMatchObject({ waiting: 2, rows: [{}, {}], missing: ['zoe'] });
  expect(begun.learners.find(({ id }) => id === 's0')!.notes).toEqual([
    'learner 3.ipynb not graded yet',
  ]);
  const second = new PretendedGrader();
  const whole = await run(place, second);
  expect(second.calls).toEqual([2, 3]);
  expect(whole).toMatchObject({ waiting: 0, kept: 2, rows: [{}, {}, {}, {}] });
  expect([...second.seeds]).toEqual([...first.seeds]);
  expect([...second.seeds][0]).toMatch(/^[0-9a-f]{64}$/);
  const third = new PretendedGrader();
  expect((await run(place, third)).rows).toEqual(whole.rows);
  expect(third.calls).toEqual([]);
});

test('a torn last line is cut off, and a damaged one graded again', async () => {
  const place = batch();
  const journal = join(place.output, 'grading.jsonl');
  await run(place, new PretendedGrader());
  const size = readFileSync(journal).length;
  truncateSync(journal, size - 10);
  const torn = new PretendedGrader();
  expect(await run(place, torn)).toMatchObject({ damaged: [], rows: [{}, {}, {}, {}] });
  expect(torn.calls).toEqual([3]);
  expect(journalOf(place.output)).toHaveLength(5);

  const lines = readFileSync(journal, 'utf8').split('\n');
  writeFileSync(journal, [lines[0], '\0'.repeat(50), ...lines.slice(2)].join('\n'));
  const damaged = new PretendedGrader();
  expect(await run(place, damaged)).toMatchObject({ damaged: [2], rows: [{}, {}, {}, {}] });
  expect(damaged.calls).toEqual([0]);

  appendFileSync(journal, '{"problem":');
  expect(await run(place, new PretendedGrader())).toMatchObject({ waiting: 0, kept: 4 });

  writeFileSync(journal, '{"format":');
  const begun = new PretendedGrader();
  await run(place, begun);
  expect(begun.calls).toEqual([0, 1, 2, 3]);
});

test('a changed notebook is graded anew and both attempts stay; a moved one is not', async () => {
  const place = batch(3);
  await run(place, new PretendedGrader());
  put(join(place.from, 'learner 0.ipynb'), handIn(4));
  renameSync(join(place.from, 'learner 1.ipynb'), join(place.from, 'zoe.ipynb'));
  const grader = new PretendedGrader();
  const { rows } = await run(place, grader);
  expect(grader.calls).toEqual([4]);
  expect(rows.map(({ learner, result }) => [learner, result?.earned])).toEqual([
    ['learner 0', 4],
    ['learner 2', 2],
    ['zoe', 1],
  ]);
  const attempts = journalOf(place.output).filter(({ path }) => /0\.ipynb$/.test(String(path)));
  expect(attempts.map(({ result }) => (result as { earned: number }).earned)).toEqual([0, 4]);
});

test('others that were graded into the folder before stay in its tables', async () => {
  const place = batch(2);
  await run(place, new PretendedGrader());
  const late = put(join(place.from, '..', 'late', 'zoe.ipynb'), handIn(3));
  const { rows } = await run(place, new PretendedGrader(), { paths: [late] });
  expect(rows.map(({ learner }) => learner)).toEqual(['learner 0', 'learner 1', 'zoe']);
});

test('a folder of another seed, version or lessons is refused, with what to do', async () => {
  const place = batch(1);
  await run(place, new PretendedGrader(), { seed: '7' });
  await run(place, new PretendedGrader(), { seed: '7' });
  const refused = (more: Partial<BatchOptions> = {}) =>
    expect(run(place, new PretendedGrader(), more)).rejects;
  await refused({ seed: '8' }).toThrow(/another seed: leave --seed out .* give another folder/);
  const journal = join(place.output, 'grading.jsonl');
  const text = readFileSync(journal, 'utf8');
  writeFileSync(journal, text.replace(/"heaplab":"[^"]*"/, '"heaplab":"0.0.1"'));
  await refused().toThrow(/begun with Heaplab 0\.0\.1, and this is .* give another folder/);
  writeFileSync(journal, text.replace(/"lessons":"[^"]*"/, '"lessons":"x"'));
  await refused().toThrow(/other lessons .* give another folder/);
  writeFileSync(journal, 'something else\n');
  await refused().toThrow(/does not begin as a journal/);
  expect(readFileSync(journal, 'utf8')).toBe('something else\n');
});

test('--again grades one learner anew, and refuses one who is not there', async () => {
  const place = batch();
  await run(place, new PretendedGrader());
  const grader = new PretendedGrader();
  await run(place, grader, { again: ['LEARNER 2'] });
  expect(grader.calls).toEqual([2]);
  await expect(run(place, grader, { again: ['nobody'] })).rejects.toThrow(/from 'nobody'/);
});

test('a submission that takes too long is a row; what failed here is tried again', async () => {
  const place = batch(3);
  const failing = new PretendedGrader(async (points, signal) => {
    if (points === 0) await new Promise((done) => signal.addEventListener('abort', done));
    if (points === 1) throw new Error('EMFILE');
  });
  // AbortSignal.timeout() alone does not keep a process alive; children do, and this.
  const alive = setInterval(() => {}, 1000);
  const { rows } = await run(place, failing, { seconds: 1 });
  clearInterval(alive);
  expect(rows.map(({ problem }) => problem)).toEqual([
    'its grading took longer than 1 s in all (--timeout)',
    'EMFILE',
    undefined,
  ]);
  expect(failing.closed).toBe(failing.opened);
  const grader = new PretendedGrader();
  await run(place, grader);
  expect(grader.calls).toEqual([1]);
});

test('several at once grade each notebook once, and bytes that two handed in once', async () => {
  const place = batch(9);
  put(join(place.from, 'copy.ipynb'), handIn(3));
  let most = 0;
  let now = 0;
  const grader = new PretendedGrader(async () => {
    most = Math.max(most, ++now);
    await new Promise((done) => setTimeout(done, 5));
    now--;
  });
  const { rows, learners } = await run(place, grader, { jobs: 3 });
  expect(most).toBe(3);
  expect([...grader.calls].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows).toHaveLength(10);
  expect(learners.find(({ learner }) => learner === 'copy')!.notes).toEqual([
    'copy.ipynb is byte for byte that of learner 3',
  ]);
});

test('whatever is in the place of a notebook is a row with its reason', async () => {
  const { from, output } = batch(1);
  const put_ = (name: string, content: string | Buffer) => put(join(from, name), content);
  put_('mark.ipynb', `\ufeff${handIn(2)}`);
  put_('utf16.ipynb', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{}', 'utf16le')]));
  put_('empty.ipynb', '');
  put_('text.ipynb', 'hello');
  put_('cut.ipynb', handIn(2).slice(0, 40));
  put_('three.ipynb', '{"nbformat": 3, "worksheets": []}');
  put_('null.ipynb', 'null');
  put_('none.ipynb', handIn(2, {}, 'no such lesson'));
  put_(
    'deep.ipynb',
    handIn(2).replace('"cells":[]', `"cells":${'['.repeat(1e5)}${']'.repeat(1e5)}`),
  );
  put_('huge.ipynb', '');
  truncateSync(join(from, 'huge.ipynb'), 51 * 2 ** 20);
  mkdirSync(join(from, 'folder.ipynb'));
  put(join(folder, 'secret.ipynb'), handIn(4));
  symlinkSync(join(folder, 'secret.ipynb'), join(from, 'link.ipynb'));
  symlinkSync('learner 0.ipynb', join(from, 'inside.ipynb'));
  symlinkSync(folder, join(from, 'linked'));
  put_('.ipynb_checkpoints/learner 0-checkpoint.ipynb', handIn(1));
  put_('__MACOSX/._learner 0.ipynb', 'x');
  const { rows } = await run({ from, output }, new PretendedGrader());
  const link = 'it is a link, and links are not followed: put the notebook itself there';
  const about = rows.map(({ file, problem }) => [file, problem] as const);
  expect(Object.fromEntries(about)).toEqual({
    'learner 0.ipynb': undefined,
    'mark.ipynb': undefined,
    'utf16.ipynb': expect.stringContaining('UTF-16'),
    'empty.ipynb': 'it is empty',
    'text.ipynb': expect.stringContaining('not JSON'),
    'cut.ipynb': expect.stringContaining('not JSON'),
    'three.ipynb': expect.stringContaining('nbformat 3'),
    'null.ipynb': expect.stringContaining('no nbformat'),
    'none.ipynb': expect.stringContaining('no exercises of a lesson'),
    'deep.ipynb': expect.stringContaining('not a valid notebook'),
    'huge.ipynb': expect.stringContaining('51 MiB'),
    'folder.ipynb': 'it is a folder, not a notebook',
    'link.ipynb': link,
    'inside.ipynb': link,
    linked: link,
  });
  // A second time the journal has nothing new to say of them.
  const lines = journalOf(output).length;
  await run({ from, output }, new PretendedGrader());
  expect(journalOf(output)).toHaveLength(lines);
});

test('the tables, the summary and a page for each learner, of whom no old page stays', async () => {
  const place = batch(2);
  put(join(place.from, 'bob.ipynb'), '{');
  const enrolled = ['learner 0', 'learner 1', 'zoe'].map((name, i) => ({ name, id: `s${i}` }));
  const before = resultsOf(await run(place, new PretendedGrader(), { seed: '7' }));
  writeResults(place.output, before);
  put(join(place.output, 'feedback', 'mine.html'), 'not of the grader');
  renameSync(join(place.from, 'bob.ipynb'), join(place.from, 'rob.ipynb'));
  const results = resultsOf(await run(place, new PretendedGrader(), { roster: enrolled }));
  writeResults(place.output, results);
  expect(readdirSync(join(place.output, 'feedback')).sort()).toEqual([
    'learner 0.html',
    'learner 1.html',
    'mine.html',
    'rob.html',
  ]);
  expect(results).toMatchObject({
    seed: '7',
    missing: ['zoe'],
    summary: [{ exercise: 'e1', learners: 2, of: 4, meanPoints: 0.5, full: 0, none: 1 }],
  });
  expect(results.summary[0]!.mistakes).toEqual([{ mistake: 'off-by-one', learners: 1 }]);
  expect(JSON.parse(readFileSync(join(place.output, 'grades.json'), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(results)),
  );
  expect(readdirSync(place.output).sort()).toEqual([
    'feedback',
    'grades.csv',
    'grades.json',
    'grading.jsonl',
    'totals.csv',
  ]);
});
