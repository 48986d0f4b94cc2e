// The order of test files: those that take longest begin first, so that none of them is alone at the end. Jest itself
// knows how long each took only after a first run, and until then it goes by their size.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = [
  'grading/attacks',
  'site/cells',
  'cli/cli',
  'grading/exercises',
  'site/practice',
  'kernel/session',
  'python/scripts',
  'live/worker',
  'site/reader',
  'lessons/prose',
  'kernel/notebook',
  'site/looks',
  'site/microscope',
  'grading/lesson',
  'package',
  'quiz/misconceptions',
  'process/figures',
  'python/mutation',
  'python/raising',
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONGEST.findIndex((name) => path.includes(`/test/${name}`));
      return place < 0 ? LONGEST.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
