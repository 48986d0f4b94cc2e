import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLessons } from '../../src/grading/lessons';
import { provenBy, takeClaims } from '../../src/grading/prose';
import { BIN, ROOT } from '../support/dist';

const lessons = loadLessons().map((lesson) => ({
  ...lesson,
  text: readFileSync(join(ROOT, 'lessons', lesson.name, 'lesson.md'), 'utf8'),
}));

test('lessons are numbered from 00 without a gap, and each follows those that it needs', () => {
  expect(lessons.map(({ name }) => name.slice(0, 2))).toEqual(
    lessons.map((_, i) => String(i).padStart(2, '0')),
  );
  for (const { name, about } of lessons) {
    for (const need of about.needs) {
      expect(lessons.map((lesson) => lesson.name)).toContain(need);
      expect(need < name).toBe(true);
    }
  }
});

test.each(lessons)('no number is typed into the prose of $name', ({ text }) => {
  const prose = text
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/\{\{[\s\S]+?\}\}|<!--[\s\S]*?-->|`[^`\n]*`|\]\([^)]*\)/g, '')
    .replace(/^ {4}.*$/gm, '')
    // What others say is quoted.
    .replace(/\*\*Often said:\*\*[\s\S]*?\*\*Measured:\*\*/g, '')
    .replace(/800 MB/g, '')
    // Reports in the wild are named by their number.
    .replace(/[\w-]+\/[\w-]+, (issue|pull request) \d+/g, '')
    .replace(/\b(3\.\d+|(64|32)-bit|layer \d|[Gg]eneration \d)\b/g, '');
  expect(prose.split('\n').filter((line) => /\d/.test(line))).toEqual([]);
});

test.each(lessons)(
  '$name asks before it shows, has claims, exercises and a card',
  ({ text, exercises }) => {
    expect(text).toContain('predict(');
    expect(text).toContain('reveal(');
    expect(text).toMatch(/<!-- claim: /);
    expect(text).toContain('## On a card');
    expect(Object.keys(exercises).length).toBeGreaterThanOrEqual(5);
  },
);

test('every entry of the glossary says what is so where people often think otherwise', () => {
  const glossary = readFileSync(join(ROOT, 'lessons', 'GLOSSARY.md'), 'utf8');
  const entries = glossary.split(/^## /m).slice(1);
  expect(entries.length).toBeGreaterThan(20);
  for (const entry of entries) expect(entry).toContain('**In fact:**');
});

test('claims are taken out of the prose, with their sentence and where CPython has it', () => {
  const { text, claims } = takeClaims(
    'One thing. Blocks are large. <!-- claim: large | Objects/obmalloc.c, ALIGNMENT --> More.',
  );
  expect(text).toBe('One thing. Blocks are large. More.');
  expect(claims).toEqual([
    { id: 'large', text: 'Blocks are large.', source: 'Objects/obmalloc.c, ALIGNMENT' },
  ]);
  const list = takeClaims(
    'First:\n\n- **Why?** So. <!-- claim: a | A.c, a -->\n- **How?** Thus. <!-- claim: b | B.c, b -->',
  );
  expect(list.claims.map((claim) => claim.text)).toEqual(['**Why?** So.', '**How?** Thus.']);
  expect(provenBy("shows({ 'a': true, 'b-c': x > 1 });")).toEqual(['a', 'b-c']);
  expect(provenBy('assert x == 1  # shows: d')).toEqual(['d']);
});

test('every claim was seen to hold on the version that its lesson is about', () => {
  const held = JSON.parse(readFileSync(join(ROOT, 'lessons', 'claims.json'), 'utf8')) as Record<
    string,
    string[]
  >;
  for (const { text, about } of lessons) {
    for (const [, id] of text.matchAll(/<!-- claim: ([\w-]+)/g)) {
      expect({ id, versions: held[id!] }).toEqual({
        id,
        versions: expect.arrayContaining([about.python]),
      });
    }
  }
});

// Of all lessons, whose tables are computed on each version, in .ci/run.
test('a notebook is in step with its lesson', () => {
  const check = [BIN, 'notebooks', '--check', '02-pymalloc'];
  expect(execFileSync(process.execPath, check, { encoding: 'utf8' })).toBe('');
}, 120_000);
