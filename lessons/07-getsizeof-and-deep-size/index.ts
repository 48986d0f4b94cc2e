import type { About } from '../../src/grading/lessons';
import { exercise as bytesEach } from './exercises/bytes-each/exercise';
import { exercise as cacheByBytes } from './exercises/cache-by-bytes/exercise';
import { exercise as deepSize } from './exercises/deep-size/exercise';
import { exercise as deepSizeof } from './exercises/deep-sizeof/exercise';
import { exercise as intSize } from './exercises/int-size/exercise';
import { exercise as listCapacity } from './exercises/list-capacity/exercise';
import { exercise as onlyItsOwn } from './exercises/only-its-own/exercise';
import { exercise as recordBytes } from './exercises/record-bytes/exercise';
import { exercise as shrinkRecords } from './exercises/shrink-records/exercise';
import { exercise as storePoints } from './exercises/store-points/exercise';
import { exercise as strSize } from './exercises/str-size/exercise';
import { exercise as whatIsCounted } from './exercises/what-is-counted/exercise';

export const about: About = {
  teaches:
    'Say what getsizeof counts, add up an object with all it holds, know what comes back, and choose small records.',
  minutes: 40,
  needs: ['04-reference-counting'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'deep-sizeof': deepSizeof,
  'cache-by-bytes': cacheByBytes,
  'only-its-own': onlyItsOwn,
  'store-points': storePoints,
  'shrink-records': shrinkRecords,
  'list-capacity': listCapacity,
  'deep-size': deepSize,
  'record-bytes': recordBytes,
  'int-size': intSize,
  'what-is-counted': whatIsCounted,
  'str-size': strSize,
  'bytes-each': bytesEach,
};
