import { pages, testLooks } from './looks';

/** Of the lessons two, with an exercise in TypeScript and with cells in Python; all others in looks.deep.test.ts. */
const LESSONS = ['lessons/00-the-800-mb-question.html', 'lessons/08-fragmentation.html'];

// One page of each kind, in one of the four looks by turns.
const kinds = pages.filter((path) => !/lessons\/\d/.test(path) || LESSONS.includes(path));
testLooks(Object.fromEntries(kinds.map((path, index) => [path, [index % 4]])));
