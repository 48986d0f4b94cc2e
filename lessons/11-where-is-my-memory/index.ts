import type { About } from '../../src/grading/lessons';
import { exercise as apartFromPages } from './exercises/apart-from-pages/exercise';
import { exercise as callsItself } from './exercises/calls-itself/exercise';
import { exercise as diagnose } from './exercises/diagnose/exercise';
import { exercise as limitInBytes } from './exercises/limit-in-bytes/exercise';
import { exercise as sameQuestion } from './exercises/same-question/exercise';
import { exercise as whoLeadsTo } from './exercises/who-leads-to/exercise';

export const about: About = {
  teaches:
    'Find out in four questions where the memory of a running process is, and name the one change that gives it back.',
  minutes: 40,
  needs: ['05-cyclic-gc', '06-tracemalloc', '08-fragmentation'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'same-question': sameQuestion,
  'who-leads-to': whoLeadsTo,
  'calls-itself': callsItself,
  'apart-from-pages': apartFromPages,
  'limit-in-bytes': limitInBytes,
  diagnose: diagnose,
};
