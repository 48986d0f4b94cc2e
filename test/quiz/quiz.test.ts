import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import addresses from '../../lessons/addresses.json';
import { FIGURE_MIME } from '../../src/charts/mime';
import { HOST } from '../../src/kernel/display';
import { BANK, drawTemplates, judge, makeQuestion } from '../../src/quiz/bank';
import { quizCard } from '../../src/quiz/card';
import { type DeckData, dealTemplates, quizDeck } from '../../src/quiz/deck';
import { BrokenMemory, QuizMemory } from '../../src/quiz/memory';
import { TOPICS } from '../../src/quiz/template';
import { nativeGlobal } from '../support/native';

const folder = mkdtempSync(join(tmpdir(), 'heaplab-quiz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the bank has at least 80 templates, of all topics and kinds, with ids of their own', () => {
  expect(BANK.length).toBeGreaterThanOrEqual(80);
  expect(new Set(BANK.map(({ id }) => id)).size).toBe(BANK.length);
  expect(new Set(BANK.map(({ topic }) => topic))).toEqual(new Set(TOPICS));
  expect(new Set(BANK.map(({ kind }) => kind))).toEqual(
    new Set(['choice', 'number', 'order', 'output', 'bug']),
  );
});

test.each(TOPICS)('questions on %s have one right answer among others that say why', (topic) => {
  for (const template of drawTemplates(7, topic).slice(0, 2)) {
    const question = makeQuestion(template, '3.12', 3);
    const right = question.choices.filter((choice) => choice.right);
    expect(right.map(({ text }) => text)).toEqual([question.answer]);
    expect(question.choices.length).toBeGreaterThanOrEqual(3);
    expect(new Set(question.choices.map(({ text }) => text)).size).toBe(question.choices.length);
    const letter = 'abcd'[question.choices.indexOf(right[0]!)]!;
    expect(judge(question, letter)).toEqual({
      text: question.answer,
      right: true,
      because: undefined,
    });
    const wrong = question.choices.find(({ because }) => because !== undefined)!;
    expect(judge(question, wrong.text)).toEqual({
      text: wrong.text,
      right: false,
      because: wrong.because,
    });
  }
});

test('the same seed asks the same, another one other numbers; versions have their own answers', () => {
  const template = BANK.find(({ id }) => id === 'pymalloc-pools')!;
  const make = (version: string, seed: number) => {
    const { chart, ...rest } = makeQuestion(template, version, seed);
    return { ...rest, drawn: chart()?.text() };
  };
  expect(make('3.12', 1)).toEqual(make('3.12', 1));
  expect(make('3.12', 1).ask).not.toBe(make('3.12', 2).ask);
  expect(make('3.8', 1).answer).not.toBe(make('3.12', 1).answer);
});

test('a card opens each choice; with an answer it opens that one, and says why', () => {
  const shown: Record<string, unknown>[] = [];
  const global = nativeGlobal as unknown as Record<symbol, unknown>;
  global[HOST] = { display: (data: Record<string, unknown>) => shown.push(data) };
  try {
    quizCard({ seed: 1, python: '3.12' });
    const question = makeQuestion(drawTemplates(1)[0]!, '3.12', 1);
    const html = String(shown[0]!['text/html']);
    const cards = html.match(/<details.*?<\/details>/gs)!;
    expect(cards.length).toBe(question.choices.length + 1);
    expect(cards.filter((card) => card.includes('<p>Right.</p>')).length).toBe(1);
    expect(cards.at(-1)).toContain('The answer, and why');
    expect(html).not.toContain(' open');
    const wrong = question.choices.findIndex(({ because }) => because !== undefined);
    quizCard({ seed: 1, python: '3.12' }, 'ABCD'[wrong]);
    const open = String(shown[1]!['text/html']).match(/<details[^>]* open>/g)!;
    expect(open.length).toBe(2);
    expect(String(shown[1]!['text/plain'])).toContain(question.choices[wrong]!.because!);
  } finally {
    delete global[HOST];
  }
});

test('a deck has as many cards as asked, a topic after the other, and the first one for a page', () => {
  const shown: Record<string, unknown>[] = [];
  const global = nativeGlobal as unknown as Record<symbol, unknown>;
  global[HOST] = { display: (data: Record<string, unknown>) => shown.push(data) };
  try {
    quizDeck({ seed: 4, topics: ['pymalloc', 'refcounts'], cards: 5, python: '3.9' });
    const { 'text/html': html, 'text/plain': plain, [FIGURE_MIME]: data } = shown[0]!;
    const { input, shown: first } = data as DeckData;
    const topics = input.templates.map((id) => BANK.find((each) => each.id === id)!.topic);
    expect(topics).toEqual(['pymalloc', 'refcounts', 'pymalloc', 'refcounts', 'pymalloc']);
    expect(new Set(input.templates).size).toBe(5);
    const question = makeQuestion(BANK.find(({ id }) => id === input.templates[0])!, '3.9', 4);
    expect(first).toMatchObject({ ask: question.ask, answer: question.answer });
    expect(String(html).match(/heaplab-quiz/g)).toHaveLength(5);
    expect(String(plain)).toContain('Card 5 of 5, CPython 3.9');
    expect(dealTemplates(1, ['fork'], 40)).toHaveLength(40);
  } finally {
    delete global[HOST];
  }
});

test('each template names a section of a lesson that there is', () => {
  const sections: Record<string, string[]> = addresses;
  const missing = BANK.filter(({ read }) => {
    const [lesson, section] = read.split('#') as [string, string];
    return !sections[`lessons/${lesson}.html`]?.includes(section);
  });
  expect(missing.map(({ id, read }) => `${id}: ${read}`)).toEqual([]);
});

test('numbers are judged however they are written', () => {
  const template = BANK.find(({ id }) => id === 'pymalloc-pool-size')!;
  const question = makeQuestion(template, '3.12', 1);
  expect(judge(question, '16,384').right).toBe(true);
  expect(judge(question, ' 4096 ').because).toContain('another version');
});

test('what was forgotten comes back first, across runs', () => {
  const path = join(folder, 'quiz.json');
  const [a, b, c] = BANK as [(typeof BANK)[0], (typeof BANK)[0], (typeof BANK)[0]];
  const start = new Date('2026-01-01T10:00:00Z');
  const memory = new QuizMemory(path);
  memory.note(a, false, start);
  const later = memory.note(b, true, start);
  memory.save();
  const soon = new Date(start.getTime() + 3_600_000);
  expect(new Date(later).getTime()).toBeGreaterThan(start.getTime());
  expect(new QuizMemory(path).order([c, b, a], soon)[0]).toBe(a);
  expect(new QuizMemory(path).asked(a)).toBe(1);
});

test('a broken memory is named, and left as it is', () => {
  const path = join(folder, 'broken.json');
  writeFileSync(path, '{');
  expect(() => new QuizMemory(path)).toThrow(BrokenMemory);
  expect(readFileSync(path, 'utf8')).toBe('{');
});
