import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellSource } from '../../src/grading/build-lesson';
import { loadLessons } from '../../src/grading/lessons';
import { readNotebook, writeNotebook } from '../../src/kernel/notebook';
import { ROOT } from '../support/dist';

/*
 * What the Containerfile does, without a container engine: its COPY and RUN lines in a folder, and a
 * grading there, without a network where the system lets us take it away.
 */

const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const image = join(folder, 'image');

const lines = readFileSync(join(ROOT, 'Containerfile'), 'utf8').replace(/\\\n/g, '').split('\n');
const those = (word: string): string[] =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

test('what it copies can be built, and grades without a network', () => {
  mkdirSync(image);
  // It empties npm's cache: its own, not the user's.
  const env = { ...process.env, npm_config_cache: join(folder, 'cache') };
  for (const copy of those('COPY')) {
    const names = copy.split(' ');
    const target = names.pop()!;
    for (const name of names)
      cpSync(join(ROOT, name), join(image, target === './' ? name : target), { recursive: true });
  }
  for (const command of those('RUN'))
    execFileSync('sh', ['-c', command], { cwd: image, env, stdio: 'ignore' });

  const [lesson] = loadLessons().filter(({ name }) => name === '02-pymalloc');
  const notebook = readNotebook(join(ROOT, 'notebooks', '02-pymalloc.ipynb'));
  for (const [name, { id }] of Object.entries(lesson!.exercises)) {
    const path = join(ROOT, 'lessons', '02-pymalloc', 'exercises', name, 'solution.ts');
    const solution = cellSource(readFileSync(path, 'utf8'));
    notebook.cells.find((cell) => cell.id === id)!.source = solution;
  }
  writeNotebook(join(folder, 'solved.ipynb'), notebook);

  const unshare = ['unshare', '--user', '--map-root-user', '--net'];
  const offline = spawnSync(unshare[0]!, [...unshare.slice(1), 'true']).status === 0 ? unshare : [];
  const [entry] = those('ENTRYPOINT').map((line) => JSON.parse(line) as string[]);
  const [command, ...args] = [...offline, ...entry!, join(folder, 'solved.ipynb'), '--json'].map(
    (word) => word.replace('/opt/heaplab', image),
  );
  const graded = JSON.parse(execFileSync(command!, args, { cwd: folder, encoding: 'utf8' }));
  expect(graded.earned).toBe(graded.points);
  expect(graded.wall).toContain('deno');
}, 600_000);
