import { BANK, drawTemplates } from '../../src/quiz/bank';
import { cardsCsv, flashCard } from '../../src/quiz/csv';
import { drawn, INTERVIEW, interviewOf, TWENTY_MINUTES } from '../../src/quiz/draw';
import { daysUntil, inOrder, whenDue } from '../../src/quiz/due';
import { answered } from '../../src/quiz/schedule';
import { TOPICS } from '../../src/quiz/template';

test('a seed draws the same questions without the simulator as with it', () => {
  const names = BANK.map(({ id, topic }) => ({ id, topic }));
  const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);
  expect(ids(drawn(names, 7))).toEqual(ids(drawTemplates(7)));
  expect(ids(drawn(names, 7, 'gc'))).toEqual(ids(drawTemplates(7, 'gc')));
  expect(ids(drawn(names, 8))).not.toEqual(ids(drawTemplates(7)));
});

test('an interview has ten questions, some of every topic, none of them twice', () => {
  for (let seed = 0; seed < 50; seed++) {
    const asked = interviewOf(BANK, seed);
    expect(new Set(asked).size).toBe(INTERVIEW);
    expect(new Set(asked.map(({ topic }) => topic))).toEqual(new Set(TOPICS));
    expect(interviewOf(BANK, seed)).toEqual(asked);
  }
});

test('the twenty minutes ask what the bank has', () => {
  const asked = TWENTY_MINUTES.flatMap((stop) => ('ask' in stop ? [stop.ask] : []));
  expect(asked.length).toBeGreaterThan(4);
  for (const id of asked) expect(BANK.map((template) => template.id)).toContain(id);
});

test('what is known comes back later each time, and at once when it was forgotten', () => {
  const start = new Date(2026, 0, 1, 9);
  let card = answered(undefined, true, start);
  const intervals: number[] = [];
  for (let i = 0; i < 5; i++) {
    const due = new Date(card.due);
    card = answered(card, true, due);
    intervals.push(daysUntil(card.due, due));
  }
  expect([...intervals].sort((a, b) => a - b)).toEqual(intervals);
  expect(intervals.at(-1)).toBeGreaterThan(30);
  const forgotten = answered(card, false, new Date(card.due));
  expect(whenDue(forgotten.due, new Date(card.due))).toBe('today');
  expect(forgotten.lapses).toBe(1);
});

test('days are counted by the calendar: late today is still today', () => {
  const now = new Date(2026, 2, 1, 23, 50);
  expect(whenDue(new Date(2026, 2, 1, 23, 59).toISOString(), now)).toBe('today');
  expect(whenDue(new Date(2026, 2, 2, 0, 1).toISOString(), now)).toBe('tomorrow');
  expect(whenDue(new Date(2026, 2, 8, 0, 1).toISOString(), now)).toBe('in 7 days');
  expect(whenDue(new Date(2026, 1, 1).toISOString(), now)).toBe('today');
});

test('what is due comes first, then what was never asked', () => {
  const now = new Date('2026-01-10T12:00:00Z');
  const at = (due: string) => ({ ...answered(undefined, true, now), due });
  const cards = { a: at('2026-02-01T00:00:00Z'), b: at('2026-01-09T00:00:00Z') };
  const all = ['a', 'b', 'c'].map((id) => ({ id }));
  expect(inOrder(all, cards, now).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('cards are CSV that a spreadsheet reads, whatever is in the questions', () => {
  const card = flashCard({
    id: 'x@3.12#0',
    topic: 'gc',
    ask: 'What, "exactly"?',
    code: 'a\nb',
    answer: '1',
    explanation: 'So.',
  });
  expect(cardsCsv([{ ...card, asked: 2 }])).toBe(
    '"id","front","back","topic","asked"\r\n"x@3.12#0","What, ""exactly""?\n\na\nb","1\n\nSo.","gc",2\r\n',
  );
});
