import { pages, testLooks } from './looks';

const lessons = pages.filter((path) => /lessons\/\d/.test(path));

// Each page in each look, and each lesson as slides.
testLooks(
  Object.fromEntries(
    [...pages, ...lessons.map((path) => `${path}?teach`)].map((path) => [path, [0, 1, 2, 3]]),
  ),
);
