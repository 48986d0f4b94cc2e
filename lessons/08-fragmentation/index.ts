import type { About } from '../../src/grading/lessons';
import { exercise as canReuse } from './exercises/can-reuse/exercise';
import { exercise as compact } from './exercises/compact/exercise';
import { exercise as everyThousandth } from './exercises/every-thousandth/exercise';
import { exercise as inAChild } from './exercises/in-a-child/exercise';
import { exercise as inChunks } from './exercises/in-chunks/exercise';
import { exercise as keepTheLongest } from './exercises/keep-the-longest/exercise';
import { exercise as mitigation } from './exercises/mitigation/exercise';
import { exercise as overhead } from './exercises/overhead/exercise';
import { exercise as pinnedBy } from './exercises/pinned-by/exercise';
import { exercise as pinnedBytes } from './exercises/pinned-bytes/exercise';
import { exercise as shrinkingRegistry } from './exercises/shrinking-registry/exercise';

export const about: About = {
  teaches:
    'Tell fragmentation from a leak, say what pins an arena, and write programs that give their memory back.',
  minutes: 35,
  needs: ['02-pymalloc', '03-free-lists'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'keep-the-longest': keepTheLongest,
  'every-thousandth': everyThousandth,
  'in-chunks': inChunks,
  'in-a-child': inAChild,
  'shrinking-registry': shrinkingRegistry,
  'pinned-by': pinnedBy,
  overhead: overhead,
  'can-reuse': canReuse,
  mitigation: mitigation,
  compact: compact,
  'pinned-bytes': pinnedBytes,
};
