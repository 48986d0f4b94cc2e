import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Documents that are equal by their names, and a function that counts what it makes. */
const DOCUMENTS = `
class Document:
    def __init__(self, name, pages):
        self.name = name
        self.pages = pages
    def __eq__(self, other):
        return self.name == other.name
    def __hash__(self):
        return hash(self.name)

class Thumbnail:
    def __init__(self, pages):
        self.pages = pages
        self.pixels = bytes(2000)

made = []

def make(document):
    made.append(document.pages)
    return Thumbnail(document.pages)
`;

/** Bytes that may be left of all entries together. */
const LEFT = 6000;

function trial(pages: readonly number[], names: number): ReturnType<typeof exercise.example> {
  const documents = pages.map((count, i) => `Document('d${i % names}', ${count})`);
  return {
    before: DOCUMENTS,
    steps: [
      { python: 'cache = Cache(make)\nfirst = Document("first", 0)\ncache.get(first)\ndel first' },
      { mark: 'start' },
      { python: `documents = [${documents.join(', ')}]` },
      {
        python:
          'got = [cache.get(each).pages for each in documents]\nagain = [cache.get(each) is cache.get(each) for each in documents]',
      },
      { read: 'got', want: pages, about: 'what each document gets' },
      { read: 'again', want: pages.map(() => true), about: 'the same object again' },
      { python: 'calls = len(made)' },
      { read: 'calls', want: pages.length + 1, about: 'how often something was made' },
      { python: 'del documents, got, again' },
      { mark: 'closed' },
      {
        python: `later = [Document(f'late{i}', i) for i in range(${pages.length})]\nnew = [cache.get(one).pages for one in later]`,
      },
      { read: 'new', want: pages.map((_, i) => i), about: 'what later documents get' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that are left when all documents are closed',
        from: 'start',
        to: 'closed',
        most: LEFT,
      },
      {
        measure: 'collections',
        about: 'collections that ran',
        from: 'start',
        to: 'closed',
        exactly: 0,
      },
    ],
  };
}

const pagesOf = (random: Random, count: number): number[] =>
  random.many(count, () => random.integer(2, 99));

export const exercise = defineHeapExercise({
  id: 'gc-cache-by-owner',
  title: 'Entries that die with their owners',
  names: ['Cache'],
  version: '3.12',
  hints: [
    'Whatever the cache holds stays alive. So it may hold the value, but of the owner only a weak reference. What tells it that the owner is gone?',
    '`weakref.ref(owner, callback)` calls back when the owner dies. A `WeakKeyDictionary` is made of such references, but it takes equal keys for the same key. What else tells two objects apart?',
    'Use `id(owner)` as the key, and keep the weak reference together with the value. Its callback takes the entry out: `lambda _: entries.pop(key, None)`.',
  ],
  reason:
    'The entry has to hold the value, or it would die at once, and must not hold the owner, or that would never die. A weak reference with a callback tells when the owner goes. The id as a key tells equal owners apart, and the callback takes the entry away before another object can get the same address.',
  example: (random) => trial(pagesOf(random, 6), 3),
  checks: [
    {
      about: 'documents of different names',
      points: 2,
      trials: (random): Trial[] => [trial(pagesOf(random, random.integer(25, 40)), 99)],
    },
    {
      about: 'documents of equal names',
      points: 1,
      trials: (random): Trial[] => [trial(pagesOf(random, random.integer(25, 40)), 5)],
    },
  ],
  mistakes: [
    {
      name: 'by-id-alone',
      feedback:
        'An id is used again when its object is dead: a later document gets the thumbnail of an earlier one. And no entry ever goes.',
    },
    {
      name: 'holds-owners',
      feedback: 'The entry holds its owner, so the owner never dies, and the entry stays.',
    },
    {
      name: 'weak-values',
      feedback:
        'Nobody but the cache holds the values, and a weak dictionary does not hold them either: they die at once and are made again.',
    },
    {
      name: 'equal-owners',
      feedback:
        'A WeakKeyDictionary compares its keys. Two documents of the same name are one key for it, and share a value.',
    },
  ],
});
