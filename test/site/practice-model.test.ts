import { readFileSync } from 'node:fs';
import { loadLessons } from '../../src/grading/lessons';
import { BANK, makeQuestion } from '../../src/quiz/bank';
import { TWENTY_MINUTES } from '../../src/quiz/draw';
import { answered } from '../../src/quiz/schedule';
import { plainQuestion } from '../../src/quiz/stored';
import { mergedPractice, NO_PRACTICE, scoreOf } from '../../src/site/client/practice-record';
import { readLessonNotebook } from '../../src/site/lessons';
import { Prose } from '../../src/site/markdown';
import { lessonModel } from '../../src/site/model';
import { addressText, readAddress } from '../../src/site/parts/practice/address';
import { sectionMinutes } from '../../src/site/practice';
import { outputsFile, readOutputs } from '../../src/site/stored';
import { DEFAULT_VERSION } from '../../src/versions';

const known = { versions: ['3.8', '3.12'], topics: ['gc', 'sizes'] };
const otherwise = { python: '3.12', newSeed: () => 5 };

test('an address tells the whole draw, and what is wrong in it is left out', () => {
  const address = { mode: 'draw', seed: 77, topic: 'gc', python: '3.8', at: 4 } as const;
  expect(readAddress(addressText(address), known, otherwise)).toEqual(address);
  expect(readAddress('#mode=x&topic=cats&python=2.7&at=-1&seed=1e9', known, otherwise)).toEqual({
    mode: 'draw',
    seed: 5,
    topic: undefined,
    python: '3.12',
    at: 0,
  });
  expect(readAddress('', known, otherwise).mode).toBe('standing');
});

test('the way through fits into twenty minutes', () => {
  const prose = new Prose((href) => href);
  const lessons = new Map(
    loadLessons().map((lesson) => {
      const notebook = readLessonNotebook(lesson.name);
      return [
        lesson.name,
        () => lessonModel(notebook, readOutputs(lesson.name, notebook), lesson, prose),
      ];
    }),
  );
  const models = new Map<string, ReturnType<typeof lessonModel>>();
  const minutes = TWENTY_MINUTES.map((stop) => {
    if ('ask' in stop) return stop.minutes;
    const [name, section] = stop.read.split('#') as [string, string];
    const model = models.get(name) ?? lessons.get(name)!();
    models.set(name, model);
    expect(model.sections.map(({ id }) => id)).toContain(section);
    return sectionMinutes(model, section);
  });
  const total = minutes.reduce((sum, each) => sum + each, 0);
  expect(total).toBeGreaterThan(15);
  expect(total).toBeLessThanOrEqual(20);
});

test('the questions of the page without scripts are those that the bank makes now', () => {
  const stored = JSON.parse(readFileSync(outputsFile('practice'), 'utf8')) as {
    template: string;
  }[];
  expect(stored.map(({ template }) => template)).toEqual(BANK.map(({ id }) => id));
  // A few of them; `npm run outputs -- --check` makes all.
  for (const index of [0, 7, 30, 45, 70, 90]) {
    const template = BANK[index]!;
    const now = plainQuestion(template.id, makeQuestion(template, DEFAULT_VERSION, 0));
    expect(stored[index]).toEqual(JSON.parse(JSON.stringify(now)));
  }
});

test('of two documents the later answer counts, and every interview', () => {
  const early = answered(undefined, true, new Date('2026-01-01T10:00:00Z'));
  const late = answered(early, false, new Date('2026-01-02T10:00:00Z'));
  const interview = (when: string) => ({ when, seed: 1, right: 5, of: 10 });
  const one = {
    cards: { a: early, b: late },
    scores: { a: { asked: 1, right: 1 }, b: { asked: 2, right: 1 } },
    interviews: [interview('2026-01-01')],
  };
  const other = {
    cards: { a: late, b: early },
    scores: { a: { asked: 2, right: 1 }, b: { asked: 1, right: 1 } },
    interviews: [interview('2026-01-01'), interview('2025-12-01')],
  };
  const merged = mergedPractice(one, other);
  expect(merged.cards).toEqual({ a: late, b: late });
  expect(scoreOf(['a', 'b', 'c'], merged)).toEqual({ asked: 4, right: 2 });
  expect(merged.interviews.map(({ when }) => when)).toEqual(['2025-12-01', '2026-01-01']);
  expect(mergedPractice(one, NO_PRACTICE)).toEqual(one);
});
