import type { About } from '../../src/grading/lessons';
import { exercise as canReuse } from './exercises/can-reuse/exercise';
import { exercise as compact } from './exercises/compact/exercise';
import { exercise as keepTheLongest } from './exercises/keep-the-longest/exercise';
import { exercise as mitigation } from './exercises/mitigation/exercise';
import { exercise as overhead } from './exercises/overhead/exercise';
import { exercise as pinnedBy } from './exercises/pinned-by/exercise';
import { exercise as pinnedBytes } from './exercises/pinned-bytes/exercise';
import { exercise as shrinkingRegistry } from './exercises/shrinking-registry/exercise';

export const about: About = {
  teaches:
    'Show why the resident set stays up after a peak, find what pins an arena, and measure which mitigations help.',
  minutes: 30,
  needs: ['02-pymalloc', '03-free-lists'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'pinned-by': pinnedBy,
  overhead: overhead,
  'can-reuse': canReuse,
  mitigation: mitigation,
  compact: compact,
  'pinned-bytes': pinnedBytes,
  'keep-the-longest': keepTheLongest,
  'shrinking-registry': shrinkingRegistry,
};
