import type { About } from '../../src/grading/lessons';
import { exercise as bytesEach } from './exercises/bytes-each/exercise';
import { exercise as deepSize } from './exercises/deep-size/exercise';
import { exercise as deepSizeof } from './exercises/deep-sizeof/exercise';
import { exercise as intSize } from './exercises/int-size/exercise';
import { exercise as listCapacity } from './exercises/list-capacity/exercise';
import { exercise as recordBytes } from './exercises/record-bytes/exercise';
import { exercise as storePoints } from './exercises/store-points/exercise';
import { exercise as strSize } from './exercises/str-size/exercise';
import { exercise as whatIsCounted } from './exercises/what-is-counted/exercise';

export const about: About = {
  teaches:
    'Say what getsizeof counts, write a deep size that is right about sharing, cycles, slots and dicts, and compare layouts of records.',
  minutes: 30,
  needs: ['04-reference-counting'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'list-capacity': listCapacity,
  'deep-size': deepSize,
  'record-bytes': recordBytes,
  'int-size': intSize,
  'what-is-counted': whatIsCounted,
  'str-size': strSize,
  'bytes-each': bytesEach,
  'store-points': storePoints,
  'deep-sizeof': deepSizeof,
};
