import { join } from 'node:path';
import { seededCalls, seededTrials } from '../../src/grading/grader';
import { type AnyExercise, loadLessons } from '../../src/grading/lessons';
import { hiddenRandom, newSeed, seedFrom } from '../../src/grading/seed';
import { put, scratch } from '../support/batches';

const folder = scratch();
const exercises = loadLessons().flatMap((lesson) => Object.values(lesson.exercises));

/** What an exercise's hidden checks draw from a seed, as text. */
function drawn(exercise: AnyExercise, seed: string): string {
  const inputs =
    exercise.kind === 'heap' ? seededTrials(exercise, seed) : seededCalls(exercise, seed);
  return JSON.stringify(inputs);
}

/** Numbers of a check's stream. */
function numbers(seed: string | Uint8Array, exercise = 'e', check = 0): number[] {
  const random = hiddenRandom(seed, exercise, check);
  return random.many(40, () => random.integer(0, 2 ** 32 - 1));
}

test('a seed repeats the hidden inputs, another gives others', () => {
  const one = exercises.map((exercise) => drawn(exercise, '1'));
  const again = exercises.map((exercise) => drawn(exercise, '1'));
  const other = exercises.map((exercise) => drawn(exercise, '2'));
  expect(again).toEqual(one);
  const same = exercises.filter((_, i) => one[i] === other[i]).map(({ id }) => id);
  // These two ask about all the cases there are.
  expect(same).toEqual(['sizes-what-is-counted', 'interview-which-tool']);
});

test("the numbers are the seed's, the exercise's and the check's own", () => {
  expect(numbers('1')).toEqual(numbers(Buffer.from('1')));
  const streams = [
    numbers('1'),
    numbers('2'),
    numbers('1', 'f'),
    numbers('1', 'e', 1),
    numbers(''),
    numbers(newSeed()),
  ];
  expect(new Set(streams.flat()).size).toBe(streams.length * 40);
});

test('a seed is a number, the digits that results record, or what a file has', () => {
  expect(seedFrom('007')).toBe('7');
  const seed = newSeed();
  expect(seedFrom(seed)).toBe(seed);
  expect(newSeed()).not.toBe(seed);
  const secret = seedFrom(put(join(folder, 'a'), 'correct horse'));
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(seedFrom(put(join(folder, 'b'), 'correct horse\r\n'))).toBe(secret);
  expect(seedFrom(put(join(folder, 'c'), Buffer.from([0xff])))).not.toBe(
    seedFrom(put(join(folder, 'd'), Buffer.from([0xfe]))),
  );
  expect(seedFrom(secret)).toBe(secret);
  expect(() => seedFrom(put(join(folder, 'e'), '\n'))).toThrow(/is empty/);
  expect(() => seedFrom(folder)).toThrow(/is no seed: give a whole number/);
  expect(() => seedFrom('-1')).toThrow(/is no seed/);
});
