// Checks every exercise of the compiled lessons in one process: node check-exercises.cjs [LESSON|some].
// `some` leaves out what takes most of the time: every second program in Python and all but one of the hidden
// trials of the others, wrong programs, all but one of the wrong functions, and the visible examples.
// The solution in solution.ts must be right on every hidden call, and each wrong solution lose points
// with the feedback that names its mistake. Prints, as JSON, how many were checked and what failed.
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { makeRoomForNewObjects, optimiseRarely } = require('./short-runs.cjs');

optimiseRarely();
makeRoomForNewObjects();
const equal = require('fast-deep-equal');
const { examplesOf, Random } = require('../../dist/src/grading/exercise');
const { answerOf } = require('../../dist/src/grading/feedback');
const { seededCalls, seededTrials } = require('../../dist/src/grading/grader');
const { heapResult, judged, mistakeVerdict } = require('../../dist/src/grading/heap/result');
const { resultOf } = require('../../dist/src/grading/judge');
const { loadLessons } = require('../../dist/src/grading/lessons');
const { fromPlain, toPlain } = require('../../dist/src/kernel/plain');

const SEED = '1';
const [what] = process.argv.slice(2);
const some = what === 'some';
const only = some ? undefined : what;
const failures = [];
const counts = { exercises: 0, mistakes: 0 };

/** Every hidden call of a seed with what it should give. */
function casesOf(exercise) {
  return seededCalls(exercise, SEED).map(({ check, args }) => {
    const copy = () => fromPlain(toPlain(args));
    return { check, args, copy, expected: fromPlain(toPlain(exercise.solution(...copy()))) };
  });
}

/** What a function gives for a call: it gets a copy of the arguments. */
function called(answer, copy) {
  try {
    return { kind: 'value', value: fromPlain(toPlain(answer(...copy()))) };
  } catch (error) {
    return { kind: 'threw', name: error.name };
  }
}

/** What is given for these calls, judged as the grader does. */
function grade(exercise, cases, answered) {
  const outcomes = cases.map(({ check, args, copy, expected }) => {
    const { kind, value, name } = answered(args, copy);
    return kind === 'value'
      ? { check, args, kind, right: equal(value, expected), got: value, expected }
      : { check, args, kind, right: false, got: name };
  });
  return { outcomes, ...resultOf(exercise, outcomes) };
}

/** An exercise in Python: its programs are run on the hidden trials, and the solution on the visible one of some variants. */
function checkHeapExercise(exercise, folder, fail) {
  const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
  const files = readdirSync(join(folder, 'wrong'));
  const known = exercise.mistakes.map(({ name }) => `${name}.py`);
  if (files.sort().join() !== known.sort().join()) fail(`wrong/ has ${files}, known are ${known}`);
  if (known.length < 3) fail(`${known.length} wrong solutions: at least 3`);
  if (some && counts.exercises % 2 > 0) return;
  const trials = seededTrials(exercise, SEED);
  const resultBy = (verdictOf) =>
    heapResult(
      exercise,
      trials.map((hidden) => ({ ...hidden, verdict: verdictOf(hidden.trial) })),
    );
  const result = (source) => resultBy((trial) => judged(exercise, trial, source));
  const { solution } = exercise.sources;
  const { trial } = trials[0];
  if (judged(exercise, trial, read('stub.py')).right) fail('the stub is right');
  if (some) {
    const verdict = judged(exercise, trial, solution);
    if (!verdict.right) fail('the solution is not right', verdict);
    return;
  }
  const right = result(solution);
  if (right.earned !== right.points) fail('the solution is not right', right);
  for (const variant of [0, 1]) {
    const verdict = judged(exercise, exercise.example(new Random(variant + 1)), solution);
    if (!verdict.right) fail('the solution is not right on an example', verdict);
  }
  for (const mistake of exercise.mistakes) {
    counts.mistakes++;
    const wrong = resultBy((trial) => mistakeVerdict(exercise, mistake, trial));
    if (wrong.earned >= wrong.points) fail(`${mistake.name} gets full points`);
    else if (wrong.mistake !== mistake.name || wrong.feedback[0] !== mistake.feedback)
      fail(`${mistake.name} gets another feedback`, { feedback: wrong.feedback });
  }
}

for (const lesson of loadLessons()) {
  if (only && only !== lesson.name) continue;
  for (const [name, exercise] of Object.entries(lesson.exercises)) {
    counts.exercises++;
    if (exercise.kind === 'heap') {
      const fail = (what, more = {}) => failures.push({ lesson: lesson.name, name, what, ...more });
      const folder = join(__dirname, '../../lessons', lesson.name, 'exercises', name);
      checkHeapExercise(exercise, folder, fail);
      continue;
    }
    const folder = join(__dirname, '../../dist/lessons', lesson.name, 'exercises', name);
    const fail = (what, more = {}) => failures.push({ lesson: lesson.name, name, what, ...more });
    const cases = casesOf(exercise);
    const written = require(join(folder, 'solution.js'))[exercise.functionName];
    const files = readdirSync(join(folder, 'wrong')).filter((file) => file.endsWith('.js'));
    const known = exercise.mistakes.map((mistake) => `${mistake.name}.js`);
    if (files.sort().join() !== known.sort().join())
      fail(`wrong/ has ${files}, known are ${known}`);
    if (known.length < 3) fail(`${known.length} wrong solutions: at least 3`);
    const stub = require(join(folder, 'stub.js'))[exercise.functionName];
    if (grade(exercise, cases, (_, copy) => called(stub, copy)).earned > 0)
      fail('the stub gets points');
    for (const { args } of some ? [] : examplesOf(exercise, 0)) {
      const [a, b] = [exercise.solution, written].map((f) => f(...structuredClone(args)));
      if (!equal(a, b)) fail('an example', { args, expected: a, got: b });
    }
    const right = grade(exercise, cases, (_, copy) => called(written, copy));
    if (right.earned !== right.points) {
      fail(
        'the solution is not right',
        right.outcomes.find((outcome) => !outcome.right),
      );
    }
    const chosen = counts.exercises % exercise.mistakes.length;
    for (const [i, mistake] of exercise.mistakes.entries()) {
      if (some && i !== chosen) continue;
      counts.mistakes++;
      const wrong = grade(exercise, cases, (args) => answerOf(mistake, args));
      if (wrong.earned >= wrong.points) fail(`${mistake.name} gets full points`);
      else if (wrong.mistake !== mistake.name || wrong.feedback[0] !== mistake.feedback) {
        fail(`${mistake.name} gets another feedback`, { feedback: wrong.feedback });
      }
    }
  }
}
console.log(JSON.stringify({ ...counts, failures }, null, 1));
